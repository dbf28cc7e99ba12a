package com.metricai.rollup.job.retention;

import com.metricai.store.daily.OpenDays;
import java.time.Duration;

/** How long each kind of row is kept. */
public record Limits(Duration spans, Duration events, Duration metrics, Duration promptSummaries, Duration audit) {
    /** The shortest of the three sources of a rollup: decides which days are closed. */
    public Duration shortestSource() {
        return OpenDays.shortest(spans, events, metrics);
    }
}
