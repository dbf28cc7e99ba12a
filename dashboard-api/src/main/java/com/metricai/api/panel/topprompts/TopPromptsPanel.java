package com.metricai.api.panel.topprompts;

import com.metricai.api.panel.Limit;
import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TopPromptsPanel {
    private final TopPromptsQuery query;

    TopPromptsPanel(TopPromptsQuery query) {
        this.query = query;
    }

    @Operation(summary = "The prompts that cost most")
    @GetMapping("/api/top-prompts")
    TopPrompts answer(
            PanelRequest request,
            @Parameter(description = "1 to 1000, by default 20") @RequestParam(required = false) @Nullable
                    String limit) {
        return new TopPrompts(query.prompts(request, Limit.parse(limit)));
    }
}
