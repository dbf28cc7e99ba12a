package com.metricai.consumer.write;

import com.metricai.otlp.Fingerprint;
import org.jdbi.v3.core.Handle;

/** {@code exports_seen}: the metric exports that were taken. */
final class ExportsSeen {
    private static final String INSERT =
            "INSERT INTO exports_seen (fingerprint, seen_at) VALUES (unhex(?), ?) ON CONFLICT DO NOTHING";

    private ExportsSeen() {}

    /** Whether this is the first time that the export is seen. */
    static boolean isNew(Handle handle, Fingerprint fingerprint, long seenAt) {
        return handle.execute(INSERT, fingerprint.hex(), seenAt) > 0;
    }
}
