package com.metricai.api.panel.sessions;

import com.metricai.api.panel.Amounts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** What the prompts of a session cost over its time, coarse enough for a line of a hundred pixels. */
final class CostParts {
    private CostParts() {}

    /**
     * The cost in USD of each part of the time between two instants; a prompt counts where it began.
     *
     * @param starts of each prompt its beginning and its cost, {@code epochMillis:microUsd}, with commas between
     * @param firstMs epoch milliseconds
     * @param lastMs epoch milliseconds, not before {@code firstMs}
     */
    static List<BigDecimal> of(String starts, long firstMs, long lastMs) {
        long[] micros = new long[Sessions.PARTS];
        long span = Math.max(1, lastMs - firstMs);
        for (String start : starts.split(",", -1)) {
            int colon = start.indexOf(':');
            long after = Long.parseLong(start.substring(0, colon)) - firstMs;
            // A prompt may have begun before the first record that the session is known by.
            int part = Math.clamp(after * Sessions.PARTS / span, 0, Sessions.PARTS - 1);
            micros[part] += Long.parseLong(start.substring(colon + 1));
        }
        return Arrays.stream(micros).mapToObj(Amounts::usd).toList();
    }
}
