package com.metricai.api.panel.rollups;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
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

    private static final Comparator<Rollups.Row> BY_KEYS = Comparator.comparing(
            row -> row.keys().values().stream().map(String::valueOf).collect(Collectors.joining("\n")));

    private final Jdbi jdbi;

    RollupsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The rows, and beside them the sessions of each group, as of one moment. */
    Groups groups(PanelRequest request, List<GroupKey> keys) {
        return jdbi.inTransaction(handle -> {
            int floor = request.viewer().teamFloor();
            GroupBy all = GroupBy.of(keys);
            GroupBy groupBy =
                    floor > 1 && all.has(GroupKey.TEAM) ? all.showing(bigTeams(handle, request, floor), floor) : all;
            return new Groups(rows(handle, request, groupBy), sessions(handle, request, groupBy));
        });
    }

    /**
     * What was found.
     *
     * @param sessions distinct sessions by the values of the keys; empty when the keys do not apply to sessions
     */
    record Groups(List<Rollups.Row> rows, Map<Map<String, Object>, Long> sessions) {}

    /** Teams with enough active people in the range to be shown by themselves. */
    private static List<String> bigTeams(Handle handle, PanelRequest request, int floor) {
        Conditions where = Conditions.onSessionDays(request.withoutFilters());
        return handle.createQuery("SELECT team FROM session_days WHERE " + where.sql()
                        + " GROUP BY team HAVING count(DISTINCT user) >= :floor")
                .bindMap(where.values())
                .bind("floor", floor)
                .mapTo(String.class)
                .list();
    }

    private static List<Rollups.Row> rows(Handle handle, PanelRequest request, GroupBy groupBy) {
        Conditions where = Conditions.withModel(request);
        String sums = MEASURES.stream()
                .map(measure -> "coalesce(sum(" + measure + "), 0) AS " + measure)
                .collect(Collectors.joining(", "));
        List<Rollups.Row> rows = handle.createQuery("SELECT " + groupBy.columns() + sums + " FROM rollups_daily WHERE "
                        + where.sql() + groupBy.clauses())
                .bindMap(where.values())
                .bindMap(groupBy.values())
                .map((row, context) -> row(row, request.viewer(), groupBy.keys()))
                .list();
        // The order of the real names would tell who is who.
        return groupBy.has(GroupKey.USER) && request.viewer().naming().hides()
                ? rows.stream().sorted(BY_KEYS).toList()
                : rows;
    }

    private static Map<Map<String, Object>, Long> sessions(Handle handle, PanelRequest request, GroupBy groupBy) {
        if (groupBy.has(GroupKey.STATUS)) {
            return Map.of();
        }
        // A session has a row for "any" model and tool, and rows for each that it used: the grouping says which are
        // meant.
        Conditions where =
                groupBy.has(GroupKey.MODEL) || !request.filters().models().isEmpty()
                        ? Conditions.withModel(request).and("model > ''")
                        : Conditions.withModel(request).and("model = ''");
        where.and(groupBy.has(GroupKey.TOOL) ? "tool > ''" : "tool = ''");
        return handle
                .createQuery("SELECT " + groupBy.columns()
                        + "count(DISTINCT session_id) AS sessions FROM session_days WHERE " + where.sql()
                        + groupBy.clauses())
                .bindMap(where.values())
                .bindMap(groupBy.values())
                .map((row, context) -> Map.entry(keys(row, request.viewer(), groupBy.keys()), row.getLong("sessions")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
