package com.metricai.api.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something is written down: for each key so many times a minute; what is left out is counted. */
public final class Bound {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Taken> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Taken> eldest) {
            return size() > REMEMBERED;
        }
    };

    private static final class Taken {
        Instant minute = Instant.MIN;
        int times;
        long leftOut;
    }

    public Bound(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /** How many of this key were left out before this one; negative when this one is to be left out as well. */
    public synchronized long take(String key) {
        Taken taken = byKey.computeIfAbsent(key, each -> new Taken());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(taken.minute)) {
            taken.minute = now;
            taken.times = 0;
        }
        if (taken.times == perMinute) {
            taken.leftOut++;
            return -1;
        }
        taken.times++;
        long before = taken.leftOut;
        taken.leftOut = 0;
        return before;
    }
}
