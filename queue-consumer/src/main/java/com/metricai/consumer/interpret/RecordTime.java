package com.metricai.consumer.interpret;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * When a record happened, as far as its clock can be believed: a time before 2020 or more than a day after receipt is
 * replaced by the time of receipt.
 *
 * @param unixNanos nanoseconds since the epoch, within the range of long until 2262
 * @param skewed whether the record's own time was not believed
 */
record RecordTime(long unixNanos, boolean skewed) {
    private static final long EARLIEST = TimeUnit.SECONDS.toNanos(
            LocalDate.of(2020, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    private static final Duration LEAD = Duration.ofDays(1);

    /**
     * Decides between the two clocks.
     *
     * @param unixNanos as sent: an unsigned number, so that a negative one lies beyond 2262
     */
    static RecordTime of(long unixNanos, Instant receivedAt) {
        long received = TimeUnit.MILLISECONDS.toNanos(receivedAt.toEpochMilli());
        boolean believable = unixNanos >= EARLIEST && unixNanos <= received + LEAD.toNanos();
        return believable ? new RecordTime(unixNanos, false) : new RecordTime(received, true);
    }

    long unixMillis() {
        return TimeUnit.NANOSECONDS.toMillis(unixNanos);
    }

    /** The UTC day, YYYY-MM-DD. */
    String day() {
        return dayOf(unixMillis());
    }

    static String dayOf(long unixMillis) {
        return LocalDate.ofEpochDay(Math.floorDiv(unixMillis, TimeUnit.DAYS.toMillis(1)))
                .toString();
    }
}
