package com.metricai.api.panel.rollups;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RollupsPanel {
    private final RollupsQuery query;

    RollupsPanel(RollupsQuery query) {
        this.query = query;
    }

    @Operation(summary = "Daily numbers, grouped by any of the key columns; without groupBy one row of totals")
    @GetMapping("/api/rollups")
    Rollups answer(
            PanelRequest request,
            @Parameter(description = "day, user, source, team, repo, model, tool, status: several, separated by commas")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> groupBy) {
        List<GroupKey> keys = GroupKey.parse(groupBy == null ? List.of() : groupBy);
        RollupsQuery.Groups groups = query.groups(request, keys);
        return new Rollups(keys.contains(GroupKey.STATUS) ? groups.rows() : joined(groups));
    }

    private static List<Rollups.Row> joined(RollupsQuery.Groups groups) {
        Map<Map<String, Object>, Long> sessions = new LinkedHashMap<>(groups.sessions());
        List<Rollups.Row> rows = new ArrayList<>();
        for (Rollups.Row row : groups.rows()) {
            Long count = sessions.remove(row.keys());
            rows.add(row.withSessions(count == null ? 0L : count));
        }
        sessions.forEach((keys, count) -> rows.add(Rollups.Row.empty(keys).withSessions(count)));
        return rows;
    }
}
