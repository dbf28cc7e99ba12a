package com.metricai.service.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StandingTest {
    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Standing standing = new Standing("part", registry, clock);

    @Test
    void lasting_isCountedFromTheFirstTimeThatItStood() {
        assertThat(shown()).isZero();
        standing.stands();
        clock.now = clock.now.plusSeconds(40);
        standing.stands();
        clock.now = clock.now.plusMillis(2500);
        assertThat(standing.lasting()).isEqualTo(Duration.ofMillis(42_500));
        assertThat(shown()).isEqualTo(42.5);
        standing.getsOn();
        assertThat(shown()).isZero();
    }

    @Test
    void clockThatIsSetBack_makesNoNegativeTime() {
        standing.stands();
        clock.now = clock.now.minusSeconds(3600);
        assertThat(standing.lasting()).isZero();
    }

    private double shown() {
        return registry.get("metric_ai.standing").tag("part", "part").gauge().value();
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
