package com.metricai.api.panel.costseries;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CostSeriesPanel {
    private final CostSeriesQuery query;

    CostSeriesPanel(CostSeriesQuery query) {
        this.query = query;
    }

    @Operation(summary = "What each person, team, repo or model cost over time")
    @GetMapping("/api/cost-series")
    CostSeries answer(
            PanelRequest request,
            @Parameter(description = "user, team, repo or model") @RequestParam(required = false) @Nullable String by,
            @Parameter(
                            description =
                                    "day, week or month; by day if not given, by month for ranges of more than 92 days")
                    @RequestParam(required = false)
                    @Nullable
                    String step) {
        return query.series(request, SeriesKey.parse(by), Step.of(step, request.range()));
    }
}
