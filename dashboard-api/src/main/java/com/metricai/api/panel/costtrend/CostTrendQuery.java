package com.metricai.api.panel.costtrend;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.sql.Cells;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class CostTrendQuery {
    private final Jdbi jdbi;

    CostTrendQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What was found, as of one moment. */
    record Costs(Map<LocalDate, Long> microsByDay, List<CostTrend.ModelCost> byModel) {}

    Costs costs(PanelRequest request, List<Range> ranges) {
        return jdbi.inTransaction(handle -> {
            Map<LocalDate, Long> days = new HashMap<>();
            ranges.forEach(range -> days.putAll(byDay(handle, request.withRange(range))));
            return new Costs(days, byModel(handle, request));
        });
    }

    private static Map<LocalDate, Long> byDay(Handle handle, PanelRequest request) {
        Cells cells = Cells.ofRollups(request, List.of("day"));
        Map<LocalDate, Long> days = new HashMap<>();
        handle.createQuery("SELECT " + cells.select("day") + ", sum(cost_micros) AS micros FROM " + cells.table()
                        + " WHERE " + cells.where().sql() + " GROUP BY day")
                .bindMap(cells.where().values())
                .map((row, context) -> Map.entry(LocalDate.parse(row.getString("day")), row.getLong("micros")))
                .forEach(entry -> days.put(entry.getKey(), entry.getValue()));
        return days;
    }

    private static List<CostTrend.ModelCost> byModel(Handle handle, PanelRequest request) {
        Cells cells = Cells.ofRollups(request, List.of("model"));
        return handle.createQuery("SELECT model, sum(cost_micros) AS micros FROM " + cells.table() + " WHERE "
                        + cells.where().sql()
                        + " GROUP BY model HAVING sum(cost_micros) > 0 ORDER BY micros DESC, model")
                .bindMap(cells.where().values())
                .map((row, context) ->
                        new CostTrend.ModelCost(row.getString("model"), Amounts.usd(row.getLong("micros"))))
                .list();
    }
}
