package com.metricai.rollup.window;

import com.metricai.store.daily.OpenDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The days as they lie at one moment, all UTC.
 *
 * @param firstOpen days before it are closed: never recomputed, because retention may have begun to delete their sources
 */
public record Window(LocalDate today, LocalDate firstOpen) {
    /**
     * The window at a moment.
     *
     * @param shortestRetention of spans, events and metrics
     */
    public static Window at(Instant now, Duration shortestRetention) {
        return new Window(LocalDate.ofInstant(now, ZoneOffset.UTC), OpenDays.first(now, shortestRetention));
    }

    public boolean isOpen(String day) {
        return !LocalDate.parse(day).isBefore(firstOpen);
    }

    /** Today and yesterday: recomputed every 15 minutes whether marked or not. */
    public List<String> recent() {
        return List.of(today.minusDays(1).toString(), today.toString());
    }
}
