package com.metricai.consumer.interpret;

import com.metricai.otlp.Fingerprint;
import com.metricai.otlp.envelope.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an export says, ready to be written. */
public sealed interface Interpreted {
    Envelope envelope();

    /** Spans, log records or points that the export held. */
    long decoded();

    Tally tally();

    record Spans(Envelope envelope, long decoded, Tally tally, List<SpanRow> rows) implements Interpreted {
        public Spans {
            rows = List.copyOf(rows);
        }
    }

    record Events(Envelope envelope, long decoded, Tally tally, List<EventRow> rows) implements Interpreted {
        public Events {
            rows = List.copyOf(rows);
        }
    }

    /** Metric points are taken all together or not at all. */
    record Metrics(
            Envelope envelope,
            long decoded,
            Tally tally,
            Fingerprint fingerprint,
            List<MetricPoint> points,
            List<SessionSeen> sessions)
            implements Interpreted {
        public Metrics {
            points = List.copyOf(points);
            sessions = List.copyOf(sessions);
        }
    }

    /** That a session sent metric points; {@code started}: a session.count other than start_type continue among them. */
    record SessionSeen(
            Identity identity, long timeMs, @Nullable String clientVersion, boolean started) {}
}
