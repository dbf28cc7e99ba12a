package com.metricai.api.panel.costseries;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Cells;
import com.metricai.api.sql.TeamFold;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class CostSeriesQuery {
    /** What somebody or something cost in a day or a part of a month, one of possibly several rows. */
    private record Cell(String name, String time, long micros) {}

    private record Line(CostSeries.Series series, long total) {}

    private final Jdbi jdbi;

    CostSeriesQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    CostSeries series(PanelRequest request, SeriesKey key, Step step) {
        List<LocalDate> starts = step.starts(request.range());
        NavigableMap<String, Integer> places = new TreeMap<>();
        starts.forEach(start -> places.put(
                step == Step.MONTH ? start.toString().substring(0, "2026-11".length()) : start.toString(),
                places.size()));
        Map<String, long[]> micros = new HashMap<>();
        for (Cell cell : jdbi.inTransaction(handle -> cells(handle, request, key, step))) {
            micros.computeIfAbsent(cell.name, name -> new long[starts.size()])[
                    places.floorEntry(cell.time).getValue()] += cell.micros;
        }
        return new CostSeries(step.wireName(), starts, sorted(micros, key, request.viewer()));
    }

    private static List<Cell> cells(Handle handle, PanelRequest request, SeriesKey key, Step step) {
        boolean byDay = step != Step.MONTH;
        Cells cells = Cells.ofRollups(request, byDay ? List.of("day", key.column()) : List.of(key.column()));
        TeamFold teams = key == SeriesKey.TEAM ? TeamFold.of(handle, request) : TeamFold.NONE;
        return handle.createQuery("SELECT " + (key == SeriesKey.TEAM ? teams.team() : key.column()) + " AS name, "
                        + cells.time(byDay) + " AS time, cost_micros AS micros FROM " + cells.table() + " WHERE "
                        + cells.where().sql() + " AND cost_micros <> 0")
                .bindMap(cells.where().values())
                .bindMap(teams.values())
                .map((row, context) -> new Cell(row.getString("name"), row.getString("time"), row.getLong("micros")))
                .list();
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
