package com.metricai.api.panel.tooldecisions;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ToolDecisionsPanel {
    private final ToolDecisionsQuery query;

    ToolDecisionsPanel(ToolDecisionsQuery query) {
        this.query = query;
    }

    @Operation(summary = "Which tools were let through, and by whom")
    @GetMapping("/api/tool-decisions")
    ToolDecisions answer(PanelRequest request) {
        return ToolDecisions.of(query.counts(request));
    }
}
