package com.metricai.api.panel.cachehit;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CacheHitPanel {
    private final CacheHitQuery query;

    CacheHitPanel(CacheHitQuery query) {
        this.query = query;
    }

    @Operation(summary = "How much of the input came from the prompt cache")
    @GetMapping("/api/cache-hit")
    CacheHit answer(PanelRequest request) {
        return CacheHit.of(query.users(request));
    }
}
