package com.metricai.consumer.write;

import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@code token_usage} and {@code usage_reporters}: what each token sent in each hour, every report counted once. */
public final class UsageTable {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    /** The topic keeps reports for 7 days: none of a reporter that has been silent for longer can come again. */
    private static final Duration FORGET_REPORTER = Duration.ofDays(30);

    private static final String LAST = "SELECT sequence FROM usage_reporters WHERE reporter = ?";

    private static final String FORGET = "DELETE FROM usage_reporters WHERE seen_at < ?";

    private static final String PUT_LAST = """
            INSERT INTO usage_reporters (reporter, sequence, seen_at) VALUES (?, ?, ?)
            ON CONFLICT (reporter) DO UPDATE SET sequence = excluded.sequence, seen_at = excluded.seen_at""";

    private static final String ADD = """
            INSERT INTO token_usage (org_id, token_id, hour, requests, bytes, limited, refused, last_at)
            VALUES (:orgId, :tokenId, :hour, :requests, :bytes, :limited, :refused, :lastAt)
            ON CONFLICT (org_id, token_id, hour) DO UPDATE SET
              requests = requests + excluded.requests,
              bytes = bytes + excluded.bytes,
              limited = limited + excluded.limited,
              refused = refused + excluded.refused,
              last_at = max(last_at, excluded.last_at)""";

    public record Row(
            String orgId,
            String tokenId,
            long hour,
            long requests,
            long bytes,
            long limited,
            long refused,
            long lastAt) {}

    private final Jdbi jdbi;
    private final Clock clock;

    /**
     * Over one database.
     *
     * @param jdbi connections that begin with BEGIN IMMEDIATE
     */
    public UsageTable(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds the report in one transaction; false, and nothing is added, when it was added before. */
    public boolean add(UsageReport report) {
        return jdbi.inTransaction(handle -> {
            if (report.sequence() <= last(handle, report.reporter())) {
                return false;
            }
            handle.execute(PUT_LAST, report.reporter(), report.sequence(), clock.millis());
            List<Row> rows = report.tokens().stream().map(UsageTable::row).toList();
            NewRows.insert(handle, ADD, rows);
            return true;
        });
    }

    private long last(Handle handle, String reporter) {
        return handle.select(LAST, reporter).mapTo(Long.class).findOne().orElseGet(() -> {
            // A process that is new: a good moment to forget those that are long gone.
            handle.execute(FORGET, clock.millis() - FORGET_REPORTER.toMillis());
            return 0L;
        });
    }

    private static Row row(Usage usage) {
        long lastAt = usage.lastAt().toEpochMilli();
        return new Row(
                usage.orgId(),
                usage.tokenId(),
                lastAt - lastAt % HOUR_MS,
                usage.requests(),
                usage.bytes(),
                usage.limited(),
                usage.refused(),
                lastAt);
    }
}
