package com.metricai.consumer.write;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** UTC days. */
final class Days {
    private Days() {}

    static String of(long unixMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(unixMillis), ZoneOffset.UTC)
                .toString();
    }

    /**
     * The first day that is still open. A day is closed 2 days before the shortest retention of its sources ends: what
     * comes for it later is counted and not stored, so that a recomputation never lacks rows that retention has deleted.
     */
    static String firstOpen(Instant now, Duration shortestRetention) {
        return LocalDate.ofInstant(now.minus(shortestRetention).plus(Duration.ofDays(2)), ZoneOffset.UTC)
                .toString();
    }
}
