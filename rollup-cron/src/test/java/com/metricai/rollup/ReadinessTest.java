package com.metricai.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.service.metric.Standing;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

class ReadinessTest {
    @TempDir
    Path directory;

    @Test
    void rollupThatFails_isNotReadyAfterAWhile_andAliveAllTheSame() {
        try (ConfigurableApplicationContext context = RollupApplication.builder()
                .run(
                        "--server.port=0",
                        "--metric-ai.rollup.marked-every=10ms",
                        "--metric-ai.rollup.database=" + directory.resolve("metric-ai.db"),
                        // Nobody listens there.
                        "--metric-ai.rollup.clickhouse-url=jdbc:clickhouse://127.0.0.1:1/metric_ai")) {
            Standing standing = context.getBean(Standing.class);
            HealthEndpoint health = context.getBean(HealthEndpoint.class);
            await().until(() -> standing.lasting().isZero());
            assertThat(status(health, "readiness", "rollup")).isEqualTo(Status.UP);
            try (Sqlite writer = Sqlite.writer(directory.resolve("metric-ai.db"))) {
                writer.jdbi()
                        .useHandle(handle -> handle.execute(
                                "INSERT INTO dirty_days (org_id, day, user, version) VALUES ('o', date(), 'u', 1)"));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> standing.lasting().compareTo(Duration.ofMillis(500)) > 0);
            assertThat(status(health, "liveness")).isEqualTo(Status.UP);
        }
    }

    @Test
    void readiness_lastsForSomeIntervals() {
        RollupProperties properties = new RollupProperties(
                directory.resolve("x.db"),
                "jdbc:clickhouse://127.0.0.1:1/x",
                "",
                "",
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofDays(90),
                Duration.ofDays(400),
                Duration.ofDays(365));
        SetClock clock = new SetClock();
        Standing standing = new Standing("rollup", new SimpleMeterRegistry(), clock);
        HealthIndicator indicator = new RollupApplication.Wiring().rollupHealthIndicator(properties, standing);
        standing.stands();
        clock.now = clock.now.plusSeconds(100);
        assertThat(Objects.requireNonNull(indicator.health()).getStatus()).isEqualTo(Status.UP);
        clock.now = clock.now.plusSeconds(1);
        assertThat(Objects.requireNonNull(indicator.health()).getStatus()).isEqualTo(Status.DOWN);
        standing.getsOn();
        assertThat(Objects.requireNonNull(indicator.health()).getStatus()).isEqualTo(Status.UP);
    }

    private static Status status(HealthEndpoint health, String... path) {
        return Objects.requireNonNull(health.healthForPath(path)).getStatus();
    }

    private static final class SetClock extends Clock {
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
