package com.metricai.rollup.job.retention;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.migration.ClickHouseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is older than its limit. By day where a row belongs to a day: those days are closed long before, so that no
 * recomputation lacks what is deleted here. Rollups are kept.
 */
public final class RetentionJob {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    /** A write transaction stays well under 100 ms. */
    private static final int ROWS_PER_TRANSACTION = 1000;

    /** Longer than the topic and the dead-letter topic keep anything that could be delivered again. */
    private static final Duration MEMORY = Duration.ofDays(60);

    /** What tokens sent, and which sign-ins were seen; no identity provider's token lives as long. */
    private static final Duration USAGE = Duration.ofDays(90);

    /** Dead letters, from when they were settled: as long as the topic may still hold the body, which would be listed anew. */
    private static final Duration SETTLED = Duration.ofDays(14);

    /** For tables keyed by an instant. */
    private record ByInstant(String table, String column, Duration limit) {}

    /** For tables keyed by a UTC day. */
    private record ByDay(String table, Duration limit) {}

    private final Jdbi writer;
    private final ClickHouse clickHouse;
    private final ClickHouseSchema schema;
    private final Clock clock;
    private final Limits limits;

    public RetentionJob(Jdbi writer, ClickHouse clickHouse, Clock clock, Limits limits) {
        this.writer = writer;
        this.clickHouse = clickHouse;
        this.schema = new ClickHouseSchema(clickHouse);
        this.clock = clock;
        this.limits = limits;
    }

    /** Deletes from SQLite until nothing is left that is too old; returns how many rows went. */
    public long deleteOld() {
        List<ByDay> byDay = List.of(
                new ByDay("spans", limits.spans()),
                new ByDay("events", limits.events()),
                new ByDay("session_metric_days", limits.metrics()),
                new ByDay("prompt_agents", limits.promptSummaries()),
                new ByDay("prompt_summary", limits.promptSummaries()),
                new ByDay("books", limits.promptSummaries()));
        List<ByInstant> byInstant = List.of(
                new ByInstant("sessions", "last_seen_at", limits.promptSummaries()),
                new ByInstant("metric_series", "updated_at", atLeast(MEMORY, limits.metrics())),
                new ByInstant("exports_seen", "seen_at", atLeast(MEMORY, limits.metrics())),
                new ByInstant("audit_log", "at", limits.audit()),
                new ByInstant("sign_ins", "seen_at", USAGE),
                new ByInstant("dead_letters", "settled_at", SETTLED),
                new ByInstant("usage_reporters", "seen_at", USAGE));
        long deleted = 0;
        for (ByDay rule : byDay) {
            LocalDate firstKept = LocalDate.ofInstant(clock.instant().minus(rule.limit), ZoneOffset.UTC);
            deleted += delete(rule.table, "day < ?", firstKept.toString());
        }
        for (ByInstant rule : byInstant) {
            deleted += delete(
                    rule.table,
                    rule.column + " < ?",
                    clock.instant().minus(rule.limit).toEpochMilli());
        }
        // The last hour of each token stays: it says when the token was last used.
        deleted += delete("token_usage", """
                hour < ? AND hour < (SELECT max(u.hour) FROM token_usage u
                  WHERE u.org_id = token_usage.org_id AND u.token_id = token_usage.token_id)""", clock.instant().minus(USAGE).toEpochMilli());
        deleted += delete("traces", """
                NOT EXISTS (SELECT 1 FROM prompt_summary p
                  WHERE p.org_id = traces.org_id AND p.prompt_id = traces.prompt_id) AND ?""", 1);
        deleted += delete("dead_letter_requests", """
                NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.id = dead_letter_requests.dead_letter_id) AND ?""", 1);
        if (deleted > 0) {
            LOG.atInfo().addKeyValue("rows", deleted).log("retention");
        }
        return deleted;
    }

    /**
     * Tells ClickHouse how long to keep metric rows; it deletes them itself.
     *
     * @throws ClickHouseAway when it does not answer
     */
    public void setMetricsTtl() {
        schema.ensure();
        String days = Long.toString(limits.metrics().toDays());
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement()) {
            // Setting it, even to what it is, makes ClickHouse go through all of the table's parts.
            try (ResultSet same = statement.executeQuery("""
                    SELECT position(create_table_query, 'toIntervalDay(%s)') > 0 FROM system.tables
                    WHERE database = currentDatabase() AND name = 'metric_ai_metrics'""".formatted(days))) {
                if (same.next() && same.getBoolean(1)) {
                    return;
                }
            }
            statement.execute("ALTER TABLE metric_ai_metrics MODIFY TTL minute + INTERVAL " + days + " DAY");
        } catch (SQLException e) {
            throw new ClickHouseAway("could not set the retention of metrics", e);
        }
    }

    private static Duration atLeast(Duration least, Duration limit) {
        return limit.compareTo(least) < 0 ? least : limit;
    }

    /** Looks for rows without the write lock, since that may mean to read the whole table; then deletes them by key. */
    private long delete(String table, String where, Object limit) {
        List<String> keys = primaryKey(table);
        String find = "SELECT " + String.join(", ", keys) + " FROM " + table + " WHERE " + where + " LIMIT "
                + ROWS_PER_TRANSACTION;
        String delete = "DELETE FROM " + table + " WHERE "
                + keys.stream().map(key -> key + " = ? AND ").collect(Collectors.joining()) + where;
        long deleted = 0;
        List<Object[]> found;
        do {
            found = writer.withHandle(handle -> handle.select(find, limit)
                    .map((row, context) -> values(row, keys.size(), limit))
                    .list());
            deleted += deleteThese(delete, found);
        } while (found.size() == ROWS_PER_TRANSACTION);
        return deleted;
    }

    private long deleteThese(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return writer.inTransaction(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                rows.forEach(batch::add);
                return Arrays.stream(batch.execute()).sum();
            }
        });
    }

    /** The key, and the limit once more: a row may have been written again since it was found. */
    private static Object[] values(ResultSet row, int keys, Object limit) throws SQLException {
        Object[] values = new Object[keys + 1];
        for (int i = 0; i < keys; i++) {
            values[i] = row.getObject(i + 1);
        }
        values[keys] = limit;
        return values;
    }

    private static List<String> primaryKey(String table) {
        return switch (table) {
            case "spans", "events", "audit_log", "dead_letters", "dead_letter_requests" -> List.of("rowid");
            case "session_metric_days" -> List.of("org_id", "session_id", "day", "user");
            case "prompt_agents" -> List.of("org_id", "prompt_id", "agent_id");
            case "prompt_summary" -> List.of("org_id", "prompt_id");
            case "books" -> List.of("org_id", "day", "signal", "outcome");
            case "sessions" -> List.of("org_id", "session_id");
            case "metric_series" -> List.of("org_id", "series", "start_ns");
            case "exports_seen" -> List.of("fingerprint");
            case "sign_ins" -> List.of("org_id", "jti");
            case "usage_reporters" -> List.of("reporter");
            case "token_usage" -> List.of("org_id", "token_id", "hour");
            case "traces" -> List.of("org_id", "trace_id", "prompt_id");
            default -> throw new IllegalArgumentException("no retention for " + table);
        };
    }
}
