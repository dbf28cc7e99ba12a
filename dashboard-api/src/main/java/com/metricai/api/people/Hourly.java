package com.metricai.api.people;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Once an hour for each key. */
final class Hourly {
    private final Clock clock;
    private final Map<String, Instant> last = new HashMap<>();

    Hourly(Clock clock) {
        this.clock = clock;
    }

    /** Whether this hour's time has not come yet; it has, then. */
    synchronized boolean isDue(String key) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        last.values().removeIf(each -> each.isBefore(hour));
        return last.putIfAbsent(key, hour) == null;
    }
}
