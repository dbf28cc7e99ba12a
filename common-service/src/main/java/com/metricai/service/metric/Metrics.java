package com.metricai.service.metric;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what enters and leaves, so that the books can be balanced from outside. */
public final class Metrics {
    private final MeterRegistry registry;

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Adds to a counter.
     *
     * @param name dotted, in lower case, without a unit's suffix: {@code ingest.accepted}
     * @param tags names and values in turn; only values of which there are few
     */
    public void recordMetric(String name, double amount, String... tags) {
        registry.counter(name, tags).increment(amount);
    }
}
