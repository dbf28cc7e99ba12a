package com.metricai.api.panel.rollups;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Cells;
import com.metricai.api.sql.Conditions;
import com.metricai.api.sql.TeamFold;
import com.metricai.store.daily.CoarseTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.springframework.stereotype.Component;

@Component
class RollupsQuery {
    private static final String SUMS = CoarseTables.MEASURES.stream()
            .map(measure -> "coalesce(sum(" + measure + "), 0) AS " + measure)
            .collect(Collectors.joining(", "));

    private static final Comparator<Rollups.Row> BY_KEYS = Comparator.comparing(
            row -> row.keys().values().stream().map(String::valueOf).collect(Collectors.joining("\n")));

    private final Jdbi jdbi;

    RollupsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The rows, and beside them the sessions of each group, as of one moment. */
    Groups groups(PanelRequest request, List<GroupKey> keys) {
        Cells cells =
                Cells.ofRollups(request, keys.stream().map(GroupKey::column).toList());
        return jdbi.inTransaction(handle -> {
            GroupBy groupBy =
                    new GroupBy(keys, keys.contains(GroupKey.TEAM) ? TeamFold.of(handle, request) : TeamFold.NONE);
            if (!cells.coarse()) {
                List<Rollups.Row> rows = groups(handle, cells, groupBy, SUMS)
                        .map((row, context) -> row(row, request.viewer(), keys))
                        .list();
                return new Groups(inShownOrder(rows, request, groupBy), sessions(handle, request, groupBy));
            }
            List<Cell> found = cells(handle, request, cells, groupBy);
            // No row at all is no group; without keys the sum of nothing is one.
            List<Rollups.Row> rows = found.stream()
                    .filter(cell -> cell.rollups > 0 || keys.isEmpty())
                    .map(Cell::row)
                    .toList();
            return new Groups(
                    inShownOrder(rows, request, groupBy),
                    isSeveralModelsInOne(request, groupBy)
                            ? sessions(handle, request, groupBy)
                            : withoutRepeated(found, repeated(handle, request, groupBy)));
        });
    }

    /**
     * What was found.
     *
     * @param sessions distinct sessions by the values of the keys; empty when the keys do not apply to sessions
     */
    record Groups(List<Rollups.Row> rows, Map<Map<String, Object>, Long> sessions) {}

    /** A group of a coarse table; {@code rollups} and {@code sessionRows}: how many rows of the daily tables are in it. */
    private record Cell(Rollups.Row row, long rollups, long sessionRows) {}

    private static List<Cell> cells(Handle handle, PanelRequest request, Cells cells, GroupBy groupBy) {
        String sums = SUMS + ", sum(rollups) AS rollups, sum(" + Cells.sessionRows(isByModel(request, groupBy))
                + ") AS session_rows";
        return groups(handle, cells, groupBy, sums)
                .map((row, context) -> new Cell(
                        row(row, request.viewer(), groupBy.keys()),
                        row.getLong("rollups"),
                        row.getLong("session_rows")))
                .list();
    }

    private static Query groups(Handle handle, Cells cells, GroupBy groupBy, String sums) {
        return handle.createQuery("SELECT " + groupBy.columns(cells::select) + sums + " FROM " + cells.table()
                        + " WHERE " + cells.where().sql() + groupBy.clauses())
                .bindMap(cells.where().values())
                .bindMap(groupBy.values());
    }

    /** The order of the real names would tell who is who. */
    private static List<Rollups.Row> inShownOrder(List<Rollups.Row> rows, PanelRequest request, GroupBy groupBy) {
        return groupBy.has(GroupKey.USER) && request.viewer().naming().hides()
                ? rows.stream().sorted(BY_KEYS).toList()
                : rows;
    }

    private static Map<Map<String, Object>, Long> withoutRepeated(
            List<Cell> cells, Map<Map<String, Object>, Long> repeated) {
        Map<Map<String, Object>, Long> sessions = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (cell.sessionRows > 0) {
                Map<String, Object> keys = cell.row.keys();
                sessions.put(keys, cell.sessionRows - repeated.getOrDefault(keys, 0L));
            }
        }
        return sessions;
    }

    /** By how much the rows of {@code session_days} exceed the distinct sessions. */
    private static Map<Map<String, Object>, Long> repeated(Handle handle, PanelRequest request, GroupBy groupBy) {
        return counts(
                handle,
                request,
                groupBy,
                "count(*) - count(DISTINCT session_id) AS n FROM " + Conditions.REPEATED_SESSIONS,
                Conditions.onRepeatedSessions(request, isByModel(request, groupBy)));
    }

    private static Map<Map<String, Object>, Long> sessions(Handle handle, PanelRequest request, GroupBy groupBy) {
        if (groupBy.has(GroupKey.STATUS)) {
            return Map.of();
        }
        // A session has a row for "any" model and tool, and rows for each that it used: the grouping says which are
        // meant.
        Conditions where = Conditions.onUsersDays(request)
                .and(isByModel(request, groupBy) ? "model > ''" : "model = ''")
                .and(groupBy.has(GroupKey.TOOL) ? "tool > ''" : "tool = ''");
        return counts(handle, request, groupBy, "count(DISTINCT session_id) AS n FROM session_days", where);
    }

    private static Map<Map<String, Object>, Long> counts(
            Handle handle, PanelRequest request, GroupBy groupBy, String countFrom, Conditions where) {
        Map<Map<String, Object>, Long> counts = new HashMap<>();
        handle.createQuery("SELECT " + groupBy.columns(UnaryOperator.identity()) + countFrom + " WHERE " + where.sql()
                        + groupBy.clauses())
                .bindMap(where.values())
                .bindMap(groupBy.values())
                .map((row, context) -> Map.entry(keys(row, request.viewer(), groupBy.keys()), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static boolean isByModel(PanelRequest request, GroupBy groupBy) {
        return groupBy.has(GroupKey.MODEL) || !request.filters().models().isEmpty();
    }

    /** Then a session that used two of the models has a row for each, and both are in one group. */
    private static boolean isSeveralModelsInOne(PanelRequest request, GroupBy groupBy) {
        return request.filters().models().size() > 1 && !groupBy.has(GroupKey.MODEL);
    }

    private static Rollups.Row row(ResultSet row, Viewer viewer, List<GroupKey> keys) throws SQLException {
        return new Rollups.Row(
                keys(row, viewer, keys),
                Amounts.usd(row.getLong("cost_micros")),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_creation_tokens"),
                null,
                row.getLong("prompts"),
                row.getLong("api_requests"),
                row.getLong("api_errors"),
                row.getLong("tool_calls"),
                row.getLong("tool_failures"),
                row.getLong("accepts"),
                row.getLong("rejects"),
                row.getLong("lines_added"),
                row.getLong("lines_removed"),
                row.getLong("commits"),
                row.getLong("pull_requests"),
                Amounts.seconds(row.getLong("active_user_ms") + row.getLong("active_cli_ms")),
                row.getLong("blocked_ms"));
    }

    private static Map<String, Object> keys(ResultSet row, Viewer viewer, List<GroupKey> keys) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (GroupKey key : keys) {
            String value = row.getString(key.column());
            values.put(key.column(), key == GroupKey.USER ? viewer.user(value) : value);
        }
        return values;
    }
}
