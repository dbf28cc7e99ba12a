package com.metricai.api.panel.rollups;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.sql.Cells;
import com.metricai.api.sql.Conditions;
import com.metricai.store.daily.CoarseTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class RollupsQuery {
    private static final String SUMS = CoarseTables.MEASURES.stream()
            .map(measure -> "coalesce(sum(" + measure + "), 0) AS " + measure)
            .collect(Collectors.joining(", "));

    private final Jdbi jdbi;

    RollupsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The rows, and beside them the sessions of each group, as of one moment. */
    Groups groups(PanelRequest request, List<GroupKey> keys) {
        Cells cells =
                Cells.ofRollups(request, keys.stream().map(GroupKey::column).toList());
        return jdbi.inTransaction(handle -> {
            if (!cells.coarse()) {
                return new Groups(rows(handle, cells, keys), sessions(handle, request, keys));
            }
            List<Cell> found = cells(handle, request, cells, keys);
            // No row at all is no group; without keys the sum of nothing is one.
            List<Rollups.Row> rows = found.stream()
                    .filter(cell -> cell.rollups > 0 || keys.isEmpty())
                    .map(Cell::row)
                    .toList();
            return new Groups(
                    rows,
                    isSeveralModelsInOne(request, keys)
                            ? sessions(handle, request, keys)
                            : withoutRepeated(found, repeated(handle, request, keys)));
        });
    }

    /**
     * What was found.
     *
     * @param sessions distinct sessions by the values of the keys; empty when the keys do not apply to sessions
     */
    record Groups(List<Rollups.Row> rows, Map<Map<String, String>, Long> sessions) {}

    /** A group of a coarse table; {@code rollups} and {@code sessionRows}: how many rows of the daily tables are in it. */
    private record Cell(Rollups.Row row, long rollups, long sessionRows) {}

    private static List<Rollups.Row> rows(Handle handle, Cells cells, List<GroupKey> keys) {
        return handle.createQuery(select(cells, keys, SUMS) + ordered(keys))
                .bindMap(cells.where().values())
                .map((row, context) -> row(row, keys))
                .list();
    }

    private static List<Cell> cells(Handle handle, PanelRequest request, Cells cells, List<GroupKey> keys) {
        String sums = SUMS + ", sum(rollups) AS rollups, sum(" + Cells.sessionRows(isByModel(request, keys))
                + ") AS session_rows";
        return handle.createQuery(select(cells, keys, sums) + ordered(keys))
                .bindMap(cells.where().values())
                .map((row, context) -> new Cell(row(row, keys), row.getLong("rollups"), row.getLong("session_rows")))
                .list();
    }

    private static Map<Map<String, String>, Long> withoutRepeated(
            List<Cell> cells, Map<Map<String, String>, Long> repeated) {
        Map<Map<String, String>, Long> sessions = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (cell.sessionRows > 0) {
                Map<String, String> keys = cell.row.keys();
                sessions.put(keys, cell.sessionRows - repeated.getOrDefault(keys, 0L));
            }
        }
        return sessions;
    }

    /** By how much the rows of {@code session_days} exceed the distinct sessions. */
    private static Map<Map<String, String>, Long> repeated(Handle handle, PanelRequest request, List<GroupKey> keys) {
        Conditions where = Conditions.onRepeatedSessions(request, isByModel(request, keys));
        return counts(
                handle,
                where,
                keys,
                "SELECT " + columns(keys) + "count(*) - count(DISTINCT session_id) AS n FROM "
                        + Conditions.REPEATED_SESSIONS + " WHERE "
                        + where.sql() + grouped(keys));
    }

    private static Map<Map<String, String>, Long> sessions(Handle handle, PanelRequest request, List<GroupKey> keys) {
        if (keys.contains(GroupKey.STATUS)) {
            return Map.of();
        }
        // A session has a row for "any" model and tool, and rows for each that it used: the grouping says which are
        // meant.
        Conditions where = Conditions.onUsersDays(request)
                .and(isByModel(request, keys) ? "model > ''" : "model = ''")
                .and(keys.contains(GroupKey.TOOL) ? "tool > ''" : "tool = ''");
        return counts(
                handle,
                where,
                keys,
                "SELECT " + columns(keys) + "count(DISTINCT session_id) AS n FROM session_days WHERE " + where.sql()
                        + grouped(keys));
    }

    private static Map<Map<String, String>, Long> counts(
            Handle handle, Conditions where, List<GroupKey> keys, String sql) {
        Map<Map<String, String>, Long> counts = new HashMap<>();
        handle.createQuery(sql)
                .bindMap(where.values())
                .map((row, context) -> Map.entry(keys(row, keys), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static boolean isByModel(PanelRequest request, List<GroupKey> keys) {
        return keys.contains(GroupKey.MODEL) || !request.filters().models().isEmpty();
    }

    /** Then a session that used two of the models has a row for each, and both are in one group. */
    private static boolean isSeveralModelsInOne(PanelRequest request, List<GroupKey> keys) {
        return request.filters().models().size() > 1 && !keys.contains(GroupKey.MODEL);
    }

    private static String select(Cells cells, List<GroupKey> keys, String sums) {
        return "SELECT "
                + keys.stream().map(key -> cells.select(key.column()) + ", ").collect(Collectors.joining()) + sums
                + " FROM " + cells.table() + " WHERE " + cells.where().sql() + grouped(keys);
    }

    private static Rollups.Row row(ResultSet row, List<GroupKey> keys) throws SQLException {
        return new Rollups.Row(
                keys(row, keys),
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

    private static Map<String, String> keys(ResultSet row, List<GroupKey> keys) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (GroupKey key : keys) {
            values.put(key.column(), row.getString(key.column()));
        }
        return values;
    }

    private static String columns(List<GroupKey> keys) {
        return keys.stream().map(key -> key.column() + ", ").collect(Collectors.joining());
    }

    private static String grouped(List<GroupKey> keys) {
        return keys.isEmpty() ? "" : " GROUP BY " + names(keys);
    }

    private static String ordered(List<GroupKey> keys) {
        return keys.isEmpty() ? "" : " ORDER BY " + names(keys);
    }

    private static String names(List<GroupKey> keys) {
        return keys.stream().map(GroupKey::column).collect(Collectors.joining(", "));
    }
}
