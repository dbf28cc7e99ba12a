package com.metricai.faults;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.sqlite.Sqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the stores hold, by the keys of {@link Facts}.
 *
 * @param spans how often each is there; events likewise
 * @param sessions of spans, events and metrics
 * @param metrics by session
 */
record Stored(
        Map<String, Integer> spans, Map<String, Integer> events, Set<String> sessions, Map<String, Amounts> metrics) {
    static Stored read(Sqlite sqlite, ClickHouse clickHouse) throws SQLException {
        return new Stored(
                keys(sqlite, "SELECT trace_id || ' ' || span_id FROM spans"),
                keys(
                        sqlite,
                        "SELECT session_id || ' ' || time_ms || ' ' || coalesce(sequence, '') || ' ' || name FROM events"),
                keys(sqlite, "SELECT session_id FROM sessions").keySet(),
                metrics(clickHouse));
    }

    private static Map<String, Integer> keys(Sqlite sqlite, String sql) {
        Map<String, Integer> keys = new HashMap<>();
        sqlite.jdbi()
                .useHandle(handle ->
                        handle.createQuery(sql).mapTo(String.class).forEach(key -> keys.merge(key, 1, Integer::sum)));
        return keys;
    }

    private static Map<String, Amounts> metrics(ClickHouse clickHouse) throws SQLException {
        String sums = Arrays.stream(Measure.values())
                .map(measure -> "sum(" + measure.column() + ") AS " + measure.column())
                .collect(Collectors.joining(", "));
        Map<String, Amounts> metrics = new HashMap<>();
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT session_id, " + sums + " FROM metric_ai_metrics FINAL GROUP BY session_id")) {
            while (rows.next()) {
                Map<Measure, Long> of = new EnumMap<>(Measure.class);
                for (Measure measure : Measure.values()) {
                    of.put(measure, rows.getLong(measure.column()));
                }
                metrics.put(rows.getString("session_id"), new Amounts(of).plus(Amounts.NONE));
            }
        }
        return metrics;
    }

    static long number(Sqlite sqlite, String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }
}
