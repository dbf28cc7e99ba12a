package com.metricai.consumer.write;

import com.metricai.consumer.interpret.MetricPoint;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** {@code metric_series}: turns running totals into what they grew by. */
final class MetricSeriesTable {
    private static final String LAST =
            "SELECT value, updated_at FROM metric_series WHERE org_id = ? AND series = unhex(?) AND start_ns = ?";

    private static final String PUT = """
            INSERT INTO metric_series (org_id, series, start_ns, value, updated_at) VALUES (?, unhex(?), ?, ?, ?)
            ON CONFLICT (org_id, series, start_ns) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""";

    private static final long A_DAY_MS = Duration.ofDays(1).toMillis();

    private record Last(long value, long updatedAt) {}

    private MetricSeriesTable() {}

    /**
     * What the total grew by since the highest value known of it; 0 for one that is not higher, which is an export that
     * was overtaken by a later one. A start time that is new starts at zero.
     */
    static long growth(Handle handle, String orgId, MetricPoint.Series series, long value, long now) {
        Last last = handle.select(LAST, orgId, series.key(), series.startNs())
                .map((row, context) -> new Last(row.getLong("value"), row.getLong("updated_at")))
                .findOne()
                .orElse(new Last(0, now));
        long highest = Math.max(value, last.value);
        // One that stands still is in use as well: retention deletes what nobody wrote to for months, and a total that
        // came
        // after that would count as a whole once more.
        if (highest > last.value || now - last.updatedAt > A_DAY_MS) {
            handle.execute(PUT, orgId, series.key(), series.startNs(), highest, now);
        }
        return highest - last.value;
    }
}
