package com.metricai.api.panel.rollups;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.sql.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class RollupsQuery {
    private static final List<String> MEASURES = List.of(
            "cost_micros",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "prompts",
            "api_requests",
            "api_errors",
            "tool_calls",
            "tool_failures",
            "accepts",
            "rejects",
            "lines_added",
            "lines_removed",
            "commits",
            "pull_requests",
            "active_user_ms",
            "active_cli_ms",
            "blocked_ms");

    private final Jdbi jdbi;

    RollupsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The rows, and beside them the sessions of each group, as of one moment. */
    Groups groups(PanelRequest request, List<GroupKey> keys) {
        return jdbi.inTransaction(handle -> new Groups(rows(handle, request, keys), sessions(handle, request, keys)));
    }

    /**
     * What was found.
     *
     * @param sessions distinct sessions by the values of the keys; empty when the keys do not apply to sessions
     */
    record Groups(List<Rollups.Row> rows, Map<Map<String, String>, Long> sessions) {}

    private static List<Rollups.Row> rows(Handle handle, PanelRequest request, List<GroupKey> keys) {
        Conditions where = Conditions.withModel(request);
        String sums = MEASURES.stream()
                .map(measure -> "coalesce(sum(" + measure + "), 0) AS " + measure)
                .collect(Collectors.joining(", "));
        return handle.createQuery("SELECT " + columns(keys) + sums + " FROM rollups_daily WHERE " + where.sql()
                        + grouped(keys) + ordered(keys))
                .bindMap(where.values())
                .map((row, context) -> row(row, keys))
                .list();
    }

    private static Map<Map<String, String>, Long> sessions(Handle handle, PanelRequest request, List<GroupKey> keys) {
        if (keys.contains(GroupKey.STATUS)) {
            return Map.of();
        }
        // A session has a row for "any" model and tool, and rows for each that it used: the grouping says which are
        // meant.
        Conditions where =
                keys.contains(GroupKey.MODEL) || !request.filters().models().isEmpty()
                        ? Conditions.withModel(request).and("model > ''")
                        : Conditions.withModel(request).and("model = ''");
        where.and(keys.contains(GroupKey.TOOL) ? "tool > ''" : "tool = ''");
        return handle
                .createQuery("SELECT " + columns(keys)
                        + "count(DISTINCT session_id) AS sessions FROM session_days WHERE " + where.sql()
                        + grouped(keys))
                .bindMap(where.values())
                .map((row, context) -> Map.entry(keys(row, keys), row.getLong("sessions")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
