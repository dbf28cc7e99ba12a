package com.metricai.consumer.write;

import com.metricai.consumer.interpret.MetricPoint;
import org.jdbi.v3.core.Handle;

/** {@code metric_series}: turns running totals into what they grew by. */
final class MetricSeriesTable {
    private static final String LAST =
            "SELECT value FROM metric_series WHERE org_id = ? AND series = unhex(?) AND start_ns = ?";

    private static final String PUT = """
            INSERT INTO metric_series (org_id, series, start_ns, value, updated_at) VALUES (?, unhex(?), ?, ?, ?)
            ON CONFLICT (org_id, series, start_ns) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""";

    private MetricSeriesTable() {}

    /**
     * What the total grew by since the highest value known of it; 0 for one that is not higher, which is an export that
     * was overtaken by a later one. A start time that is new starts at zero.
     */
    static long growth(Handle handle, String orgId, MetricPoint.Series series, long value, long now) {
        long last = handle.select(LAST, orgId, series.key(), series.startNs())
                .mapTo(long.class)
                .findOne()
                .orElse(0L);
        if (value <= last) {
            return 0;
        }
        handle.execute(PUT, orgId, series.key(), series.startNs(), value, now);
        return value - last;
    }
}
