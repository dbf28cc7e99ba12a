package com.metricai.consumer.write;

import com.metricai.consumer.interpret.Identity;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Envelope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code reporting}: when each user's signals were last received. */
final class ReportingTable {
    private static final String UPSERT = """
            INSERT INTO reporting (org_id, user, metrics_last_seen_at, logs_last_seen_at, traces_last_seen_at,
              client_version)
            VALUES (:orgId, :user, :metrics, :logs, :traces, :clientVersion)
            ON CONFLICT (org_id, user) DO UPDATE SET
              metrics_last_seen_at = nullif(max(coalesce(metrics_last_seen_at, 0), coalesce(excluded.metrics_last_seen_at, 0)), 0),
              logs_last_seen_at = nullif(max(coalesce(logs_last_seen_at, 0), coalesce(excluded.logs_last_seen_at, 0)), 0),
              traces_last_seen_at = nullif(max(coalesce(traces_last_seen_at, 0), coalesce(excluded.traces_last_seen_at, 0)), 0),
              client_version = coalesce(excluded.client_version, client_version)""";

    public record Report(
            String orgId,
            String user,
            @Nullable Long metrics,
            @Nullable Long logs,
            @Nullable Long traces,
            @Nullable String clientVersion) {}

    private final Map<String, Report> reports = new HashMap<>();

    void add(Envelope envelope, Identity identity, @Nullable String clientVersion) {
        long at = envelope.receivedAt().toEpochMilli();
        Signal signal = envelope.signal();
        Report report = new Report(
                envelope.orgId(),
                identity.user(),
                signal == Signal.METRICS ? (Long) at : null,
                signal == Signal.LOGS ? (Long) at : null,
                signal == Signal.TRACES ? (Long) at : null,
                clientVersion);
        reports.merge(
                String.join("\n", envelope.orgId(), identity.user(), signal.wireName()),
                report,
                (a, b) -> received(b) >= received(a) ? b : a);
    }

    void write(Handle handle) {
        Collection<Report> all = reports.values();
        NewRows.insert(handle, UPSERT, List.copyOf(all));
    }

    private static long received(Report report) {
        return Math.max(or0(report.metrics), Math.max(or0(report.logs), or0(report.traces)));
    }

    private static long or0(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
