package com.metricai.consumer.write;

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
}
