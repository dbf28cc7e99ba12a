package com.metricai.api.panel.sessions;

import com.metricai.api.panel.Limit;
import com.metricai.api.panel.Missing;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SessionsPanel {
    private final SessionsQuery query;

    SessionsPanel(SessionsQuery query) {
        this.query = query;
    }

    @Operation(summary = "The sessions that were active within the range, the latest first")
    @GetMapping("/api/sessions")
    Sessions answer(
            PanelRequest request,
            @Parameter(description = "1 to 1000, by default 20") @RequestParam(required = false) @Nullable
                    String limit) {
        return new Sessions(query.sessions(request, Limit.parse(limit)));
    }

    @Operation(summary = "One session with its prompts")
    @GetMapping("/api/sessions/{id}")
    Sessions.Detail one(Viewer viewer, @PathVariable String id) {
        return query.session(viewer, id).orElseThrow(() -> new Missing("There is no such session."));
    }
}
