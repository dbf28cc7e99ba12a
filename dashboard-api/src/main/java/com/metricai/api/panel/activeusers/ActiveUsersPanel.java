package com.metricai.api.panel.activeusers;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ActiveUsersPanel {
    private final ActiveUsersQuery query;

    ActiveUsersPanel(ActiveUsersQuery query) {
        this.query = query;
    }

    @Operation(summary = "Who uses it, and how often")
    @GetMapping("/api/active-users")
    ActiveUsers answer(PanelRequest request) {
        return query.answer(request);
    }
}
