package com.metricai.api.panel.subagentstats;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SubagentStatsPanel {
    private final SubagentStatsQuery query;

    SubagentStatsPanel(SubagentStatsQuery query) {
        this.query = query;
    }

    @Operation(summary = "What is left to subagents, and what they cost")
    @GetMapping("/api/subagent-stats")
    SubagentStats answer(PanelRequest request) {
        return query.answer(request);
    }
}
