package com.metricai.api.panel.costseries;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Cells;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class CostSeriesQuery {
    private record Cell(String name, String time, long micros) {}

    private record Line(CostSeries.Series series, long total) {}

    private final Jdbi jdbi;

    CostSeriesQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    CostSeries series(PanelRequest request, SeriesKey key) {
        Step step = Step.of(request.range());
        List<LocalDate> starts = step.starts(request.range());
        Map<String, Integer> places = new HashMap<>();
        starts.forEach(start -> places.put(step.nameOf(start), places.size()));
        boolean byDay = step == Step.DAY;
        Cells cells = Cells.ofRollups(request, byDay ? List.of("day", key.column()) : List.of(key.column()));
        List<Cell> found = jdbi.withHandle(handle -> handle.createQuery("SELECT " + key.column() + " AS name, "
                        + cells.time(byDay) + " AS time, sum(cost_micros) AS micros FROM " + cells.table() + " WHERE "
                        + cells.where().sql() + " GROUP BY 1, 2 HAVING sum(cost_micros) <> 0")
                .bindMap(cells.where().values())
                .map((row, context) -> new Cell(row.getString("name"), row.getString("time"), row.getLong("micros")))
                .list());
        Map<String, long[]> micros = new HashMap<>();
        for (Cell cell : found) {
            long[] line = micros.computeIfAbsent(cell.name, name -> new long[starts.size()]);
            line[Objects.requireNonNull(places.get(cell.time), "a time outside of the range")] = cell.micros;
        }
        return new CostSeries(step.wireName(), starts, sorted(micros, key, request.viewer()));
    }

    /** What cost the same stands in the order of the names that are shown: that of the real ones would tell who is who. */
    private static List<CostSeries.Series> sorted(Map<String, long[]> micros, SeriesKey key, Viewer viewer) {
        return micros.entrySet().stream()
                .map(entry ->
                        line(key == SeriesKey.USER ? viewer.user(entry.getKey()) : entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Line::total)
                        .reversed()
                        .thenComparing(line -> String.valueOf(line.series.key())))
                .map(Line::series)
                .toList();
    }

    private static Line line(Object shown, long[] micros) {
        return new Line(
                new CostSeries.Series(
                        shown, Arrays.stream(micros).mapToObj(Amounts::usd).toList()),
                Arrays.stream(micros).sum());
    }
}
