package com.metricai.api.panel.costtrend;

import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.people.OrgRules;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CostTrendPanel {
    private final CostTrendQuery query;
    private final OrgRules rules;
    private final Clock clock;

    CostTrendPanel(CostTrendQuery query, OrgRules rules, Clock clock) {
        this.query = query;
        this.rules = rules;
        this.clock = clock;
    }

    @Operation(summary = "What was spent day by day, and where that leads")
    @GetMapping("/api/cost-trend")
    CostTrend answer(PanelRequest request) {
        LocalDate today = LocalDate.now(clock);
        CostTrendQuery.Costs costs = query.costs(request, CostTrend.needed(request.range(), today));
        // The team's people of the range were enough, which says nothing of other ranges.
        Predicate<Range> mayShow = range ->
                rules.mayShow(request.viewer(), range, request.filters().teams());
        return CostTrend.of(costs.microsByDay(), request.range(), today, costs.byModel(), mayShow);
    }
}
