package com.metricai.api.panel.reporting;

import com.metricai.api.panel.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportingPanel {
    private final ReportingQuery query;

    ReportingPanel(ReportingQuery query) {
        this.query = query;
    }

    @Operation(summary = "Who reports what, and since when nobody does")
    @GetMapping("/api/reporting")
    Reporting answer(Viewer viewer) {
        List<Reporting.User> users = query.users(viewer);
        Instant last = users.stream()
                .flatMap(user -> Stream.of(user.metricsLastSeen(), user.logsLastSeen(), user.tracesLastSeen()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Reporting(users, last);
    }
}
