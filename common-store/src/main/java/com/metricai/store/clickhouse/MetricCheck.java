package com.metricai.store.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Looks for damage in the table of metric rows. */
public final class MetricCheck {
    private static final String TABLE = "metric_ai_metrics";

    private static final String EXISTS =
            "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name = '" + TABLE + "'";

    /** Parts that ClickHouse put aside when it opened the table. */
    private static final String PUT_ASIDE =
            "SELECT concat(name, ': ', reason) FROM system.detached_parts WHERE database = currentDatabase() AND table = '"
                    + TABLE + "' AND (reason LIKE 'broken%' OR reason LIKE 'unexpected%') LIMIT 1";

    private static final String CHECK = "CHECK TABLE " + TABLE
            + " SETTINGS check_query_single_value_result = 0, max_execution_time = %d, timeout_overflow_mode = 'break'";

    private MetricCheck() {}

    /**
     * What is damaged, in ClickHouse's own words; empty when nothing was found, or nothing within the time.
     *
     * @param limit after which it stops looking
     * @throws ClickHouseAway when ClickHouse does not answer
     */
    public static Optional<String> damage(ClickHouse clickHouse, Duration limit) {
        try {
            return clickHouse.hasDatabase() ? damageOfTable(clickHouse, limit) : Optional.empty();
        } catch (SQLException e) {
            throw new ClickHouseAway("could not check the metric rows", e);
        }
    }

    private static Optional<String> damageOfTable(ClickHouse clickHouse, Duration limit) throws SQLException {
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(EXISTS)) {
                if (!row.next() || row.getLong(1) == 0) {
                    return Optional.empty();
                }
            }
            try (ResultSet row = statement.executeQuery(PUT_ASIDE)) {
                if (row.next()) {
                    return Optional.of("part " + row.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery(CHECK.formatted(limit.toSeconds()))) {
                while (row.next()) {
                    if (row.getLong("is_passed") == 0) {
                        return Optional.of("part " + row.getString("part_path") + ": " + row.getString("message"));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
