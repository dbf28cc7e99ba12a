package com.metricai.store.daily;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Which days still change. A day is closed 2 days before the shortest retention of its sources ends: it is never recomputed
 * and nothing that comes for it is stored, so that no recomputation lacks rows that retention has deleted.
 */
public final class OpenDays {
    private static final Duration MARGIN = Duration.ofDays(2);

    /** With less than a day beyond the margin, nothing would ever be stored. */
    private static final Duration SHORTEST = MARGIN.plusDays(1);

    private OpenDays() {}

    /** The first UTC day that is still open, given the shortest retention of spans, events and metrics. */
    public static LocalDate first(Instant now, Duration shortestRetention) {
        return LocalDate.ofInstant(now.minus(shortestRetention).plus(MARGIN), ZoneOffset.UTC);
    }

    /**
     * The shortest of the sources' retentions, which decides what is open.
     *
     * @throws IllegalArgumentException when it is below 3 days
     */
    public static Duration shortest(Duration spans, Duration events, Duration metrics) {
        Duration shortest = List.of(spans, events, metrics).stream()
                .min(Duration::compareTo)
                .orElseThrow();
        if (shortest.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "a retention of " + shortest + " is below " + SHORTEST.toDays() + " days");
        }
        return shortest;
    }
}
