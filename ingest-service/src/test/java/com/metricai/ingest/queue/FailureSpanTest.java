package com.metricai.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureSpanTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final FailureSpan failures = new FailureSpan(nanos::get);

    @Test
    void length_isFromTheFirstFailureToTheLast() {
        assertThat(failures.length()).isZero();
        failures.failed();
        assertThat(failures.length()).isZero();
        nanos.addAndGet(7);
        assertThat(failures.length()).as("time alone says nothing").isZero();
        failures.failed();
        assertThat(failures.length()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void length_beginsAnewAfterASuccess() {
        failures.failed();
        nanos.addAndGet(7);
        failures.failed();
        failures.end();
        assertThat(failures.length()).isZero();
        failures.failed();
        nanos.addAndGet(2);
        failures.failed();
        assertThat(failures.length()).isEqualTo(Duration.ofNanos(2));
    }
}
