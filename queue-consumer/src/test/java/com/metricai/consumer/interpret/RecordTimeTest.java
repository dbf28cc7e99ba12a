package com.metricai.consumer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void time_before2020IsReplaced() {
        assertThat(at("2019-12-31T23:59:59.999Z").skewed()).isTrue();
        assertThat(at("2019-12-31T23:59:59.999Z").day()).isEqualTo("2026-11-22");
        assertThat(at("2020-01-01T00:00:00Z").skewed()).isFalse();
        assertThat(RecordTime.of(0, RECEIVED).skewed()).isTrue();
    }

    @Test
    void time_upToADayAheadIsBelieved() {
        assertThat(at("2026-11-23T12:00:00Z")).isEqualTo(new RecordTime(nanos("2026-11-23T12:00:00Z"), false));
        assertThat(RecordTime.of(nanos("2026-11-23T12:00:00Z") + 1, RECEIVED))
                .isEqualTo(new RecordTime(nanos("2026-11-22T12:00:00Z"), true));
    }

    @Test
    void time_ofTheYear2200OrBeyondLongIsReplaced() {
        assertThat(at("2200-01-01T00:00:00Z").day()).isEqualTo("2026-11-22");
        assertThat(RecordTime.of(-1, RECEIVED).skewed()).isTrue();
        assertThat(RecordTime.of(Long.MIN_VALUE, RECEIVED).skewed()).isTrue();
        assertThat(RecordTime.of(Long.MAX_VALUE, RECEIVED).skewed()).isTrue();
    }

    @Test
    void day_changesAtMidnightUtcToTheNanosecond() {
        long midnight = nanos("2026-11-22T00:00:00Z");
        assertThat(RecordTime.of(midnight - 1, RECEIVED).day()).isEqualTo("2026-11-21");
        assertThat(RecordTime.of(midnight, RECEIVED).day()).isEqualTo("2026-11-22");
    }

    private static RecordTime at(String instant) {
        return RecordTime.of(nanos(instant), RECEIVED);
    }

    private static long nanos(String instant) {
        return TimeUnit.MILLISECONDS.toNanos(Instant.parse(instant).toEpochMilli());
    }
}
