package com.metricai.ingest.http;

import com.metricai.ingest.usage.UsageCounters;
import com.metricai.otlp.Signal;
import com.metricai.service.metric.Metrics;
import com.metricai.store.access.TokenHolder;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts: requests = accepted + rejected, by reason. What each token sent is counted beside it and told to its org's admins
 * alone; the numbers for Prometheus, which anybody may read who reaches the port, name no token.
 */
final class Ledger {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Metrics metrics;
    private final UsageCounters usage;

    Ledger(MeterRegistry registry, UsageCounters usage, InFlight inFlight) {
        this.metrics = new Metrics(registry);
        this.usage = usage;
        registry.gauge("ingest.in.flight.bytes", inFlight, InFlight::bytes);
    }

    void received(Signal signal, int bytes) {
        metrics.recordMetric("ingest.received.bytes", bytes, "signal", signal.wireName());
    }

    void accepted(TokenHolder holder, Signal signal, int bytes) {
        metrics.recordMetric("ingest.accepted", 1, "signal", signal.wireName());
        usage.accepted(holder, bytes);
    }

    /**
     * Counts an answer other than 200.
     *
     * @param holder null when nobody known asked
     */
    void rejected(@Nullable TokenHolder holder, Rejection rejection) {
        metrics.recordMetric("ingest.rejected", 1, "reason", rejection.reason());
        if (holder == null) {
            return;
        }
        if (rejection.httpStatus() == TOO_MANY_REQUESTS) {
            usage.limited(holder);
        } else {
            usage.refused(holder);
        }
    }

    void requested() {
        metrics.recordMetric("ingest.requests", 1);
    }
}
