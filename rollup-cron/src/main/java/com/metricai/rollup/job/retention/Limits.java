package com.metricai.rollup.job.retention;

import java.time.Duration;

/** How long each kind of row is kept. */
public record Limits(Duration spans, Duration events, Duration metrics, Duration promptSummaries, Duration audit) {
    /** The shortest of the three sources of a rollup: decides which days are closed. */
    public Duration shortestSource() {
        Duration shortest = spans.compareTo(events) < 0 ? spans : events;
        return shortest.compareTo(metrics) < 0 ? shortest : metrics;
    }
}
