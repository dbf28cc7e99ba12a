package com.metricai.api.panel.costtrend;

import com.metricai.api.panel.PanelRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CostTrendPanel {
    private final CostTrendQuery query;
    private final Clock clock;

    CostTrendPanel(CostTrendQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @Operation(summary = "What was spent day by day, and where that leads")
    @GetMapping("/api/cost-trend")
    CostTrend answer(PanelRequest request) {
        LocalDate today = LocalDate.now(clock);
        CostTrendQuery.Costs costs = query.costs(request, CostTrend.needed(request.range(), today));
        return CostTrend.of(costs.microsByDay(), request.range(), today, costs.byModel());
    }
}
