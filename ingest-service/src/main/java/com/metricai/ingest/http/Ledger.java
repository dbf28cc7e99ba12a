package com.metricai.ingest.http;

import com.metricai.otlp.Signal;
import com.metricai.service.metric.Metrics;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts per token: requests = accepted + rejected, by reason. Tokens are named by their ids, and only valid ones. */
final class Ledger {
    /** In place of a token id before one is known. */
    static final String NOBODY = "none";

    private static final String TOKEN = "token";
    private final Metrics metrics;

    Ledger(MeterRegistry registry, InFlight inFlight) {
        this.metrics = new Metrics(registry);
        registry.gauge("ingest.in.flight.bytes", inFlight, InFlight::bytes);
    }

    void received(String tokenId, Signal signal, int bytes) {
        metrics.recordMetric("ingest.received.bytes", bytes, TOKEN, tokenId, "signal", signal.wireName());
    }

    void accepted(String tokenId, Signal signal) {
        metrics.recordMetric("ingest.accepted", 1, TOKEN, tokenId, "signal", signal.wireName());
    }

    void rejected(String tokenId, String reason) {
        metrics.recordMetric("ingest.rejected", 1, TOKEN, tokenId, "reason", reason);
    }

    void requested() {
        metrics.recordMetric("ingest.requests", 1);
    }
}
