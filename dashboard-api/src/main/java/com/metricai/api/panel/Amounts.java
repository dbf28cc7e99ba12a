package com.metricai.api.panel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Stored integers as the JSON numbers of the API. Money never passes through floating point. */
public final class Amounts {
    private static final int MICRO_DIGITS = 6;
    private static final int MILLI_DIGITS = 3;

    private Amounts() {}

    /** USD with up to 6 decimals. */
    public static BigDecimal usd(long micros) {
        return plain(BigDecimal.valueOf(micros, MICRO_DIGITS));
    }

    /** Seconds with up to 3 decimals. */
    public static BigDecimal seconds(long millis) {
        return plain(BigDecimal.valueOf(millis, MILLI_DIGITS));
    }

    /** The part of a whole; null when there is no whole. */
    public static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
