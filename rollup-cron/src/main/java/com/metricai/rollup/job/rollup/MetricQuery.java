package com.metricai.rollup.job.rollup;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What ClickHouse knows of the day of some users: one query for all of them. */
final class MetricQuery {
    /** FINAL: the same row may have been inserted more than once. */
    private static final String TOTALS = """
            SELECT user, session_id, source, team, repo, model, tool, status, decision_source,
              sum(cost_micros) AS cost_micros, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
              sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens,
              sum(sessions) AS sessions, sum(commits) AS commits, sum(pull_requests) AS pull_requests,
              sum(lines_added) AS lines_added, sum(lines_removed) AS lines_removed,
              sum(edit_accepts) AS edit_accepts, sum(edit_rejects) AS edit_rejects,
              sum(active_user_ms) AS active_user_ms, sum(active_cli_ms) AS active_cli_ms
            FROM metric_ai_metrics FINAL
            WHERE org_id = ? AND minute >= toDateTime(?, 'UTC') AND minute < toDateTime(?, 'UTC') AND user IN (:users)
            GROUP BY user, session_id, source, team, repo, model, tool, status, decision_source""";

    private MetricQuery() {}

    /**
     * The totals of the users' day.
     *
     * @throws ClickHouseAway when ClickHouse does not answer; the marks stay and the next run tries again
     */
    static List<MetricTotals> totals(ClickHouse clickHouse, String orgId, String day, Collection<String> users) {
        String places = users.stream().map(user -> "?").collect(Collectors.joining(", "));
        LocalDate date = LocalDate.parse(day);
        try (Connection connection = clickHouse.connect();
                PreparedStatement query = connection.prepareStatement(TOTALS.replace(":users", places))) {
            int i = 1;
            query.setString(i++, orgId);
            query.setLong(i++, date.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            query.setLong(i++, date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            for (String user : users) {
                query.setString(i++, user);
            }
            List<MetricTotals> totals = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    totals.add(row(rows));
                }
            }
            return totals;
        } catch (SQLException e) {
            throw new ClickHouseAway("could not read the metrics of " + day, e);
        }
    }

    private static MetricTotals row(ResultSet row) throws SQLException {
        return new MetricTotals(
                row.getString("user"),
                row.getString("session_id"),
                new Key(
                        row.getString("source"),
                        row.getString("team"),
                        row.getString("repo"),
                        row.getString("model"),
                        row.getString("tool"),
                        row.getString("status")),
                row.getString("decision_source"),
                row.getLong("cost_micros"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_creation_tokens"),
                row.getLong("sessions"),
                row.getLong("commits"),
                row.getLong("pull_requests"),
                row.getLong("lines_added"),
                row.getLong("lines_removed"),
                row.getLong("edit_accepts"),
                row.getLong("edit_rejects"),
                row.getLong("active_user_ms"),
                row.getLong("active_cli_ms"));
    }
}
