package com.metricai.faults;

import java.time.Duration;

/** How long the faults last that last. */
record Pace(Duration frozen, Duration cut, Duration locked, Duration full, Duration clockBack) {
    /** The long form; the lock outlasts SQLite's own patience three times. */
    static final Pace LONG = new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));

    static final Pace SHORT = new Pace(
            Duration.ofSeconds(6),
            Duration.ofSeconds(4),
            Duration.ofSeconds(12),
            Duration.ofSeconds(6),
            Duration.ofSeconds(6));
}
