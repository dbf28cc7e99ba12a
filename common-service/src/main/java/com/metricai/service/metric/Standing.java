package com.metricai.service.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/**
 * For how long a part of a service has not got on, whether what it does fails or does not end. Shown as the gauge
 * {@code metric_ai.standing}, in seconds, by part; 0 while it gets on or has nothing to do.
 */
public final class Standing {
    private static final long GETS_ON = Long.MIN_VALUE;

    private final Clock clock;
    private volatile long sinceMs = GETS_ON;

    /**
     * Gets on at first.
     *
     * @param part of which there are few, as {@code rollup}
     */
    public Standing(String part, MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("metric_ai.standing", this, standing -> standing.lasting().toMillis() / 1000.0)
                .baseUnit("seconds")
                .tag("part", part)
                .strongReference(true)
                .register(registry);
    }

    /** Something is begun, or has failed: from now on it stands, unless it stood before, until {@link #getsOn}. */
    public synchronized void stands() {
        if (sinceMs == GETS_ON) {
            sinceMs = clock.millis();
        }
    }

    /** Something was done to its end. */
    public synchronized void getsOn() {
        sinceMs = GETS_ON;
    }

    /** Zero while it gets on; a clock that is set back makes it no less. */
    public Duration lasting() {
        long since = sinceMs;
        return since == GETS_ON ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.millis() - since));
    }
}
