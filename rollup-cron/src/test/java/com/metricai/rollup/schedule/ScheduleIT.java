package com.metricai.rollup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.consumer.Captures;
import com.metricai.consumer.listen.Door;
import com.metricai.consumer.write.TestStore;
import com.metricai.rollup.job.erasure.ErasureJob;
import com.metricai.rollup.job.retention.Limits;
import com.metricai.rollup.job.retention.RetentionJob;
import com.metricai.rollup.job.rollup.RollupJob;
import com.metricai.service.metric.Standing;
import com.metricai.store.TestEngine;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The jobs on their schedule, with a ClickHouse that comes up late. */
class ScheduleIT {
    private static final Instant NOW = Captures.RECEIVED.plus(Duration.ofHours(1));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Limits LIMITS =
            new Limits(TestStore.RETENTION, TestStore.RETENTION, TestStore.RETENTION, NEVER, NEVER);

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void clickHouseAway_isOneLineWithoutAStack_andOneWhenItIsBack() throws Exception {
        Path file = directory.resolve("metric-ai.db");
        try (TestEngine engine = TestEngine.start(Files.createDirectories(directory.resolve("engine")));
                Door door = new Door(engine.port());
                TestStore store = new TestStore(file, NOW);
                Sqlite reader = Sqlite.reader(file)) {
            log.start();
            logger().addAppender(log);
            Captures.json("text").forEach(request -> store.write(request.interpreted("acme")));
            AtomicInteger runs = new AtomicInteger();
            store.sqlite().jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    if (context.getRawSql().contains("INTO job_runs")) {
                        runs.incrementAndGet();
                    }
                }
            });
            try (Schedule _ = schedule(store.sqlite(), reader, file, behind(door, engine))) {
                await().atMost(SOON).until(() -> runs.get() >= 3);
                assertThat(log.list).hasSize(1).first().satisfies(line -> {
                    assertThat(line.getFormattedMessage()).startsWith("rollup of marked days failed");
                    assertThat(line.getThrowableProxy()).isNull();
                });

                door.open();
                await().atMost(SOON).until(() -> log.list.size() > 1);
                assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
            }
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "rollup of marked days failed; it is tried again until it works, without another line",
                            "rollup of marked days works again");
        }
    }

    private static Schedule schedule(Sqlite writer, Sqlite reader, Path file, ClickHouse clickHouse) {
        return new Schedule(
                new RollupJob(writer.jdbi(), reader.jdbi(), clickHouse, CLOCK, TestStore.RETENTION),
                new RetentionJob(writer.jdbi(), clickHouse, CLOCK, LIMITS),
                new ErasureJob(writer.jdbi(), reader.jdbi(), clickHouse, file, CLOCK),
                new Standing("rollup", new SimpleMeterRegistry(), CLOCK),
                Duration.ofMillis(20),
                NEVER,
                NEVER,
                NEVER);
    }

    private static ClickHouse behind(Door door, TestEngine engine) {
        ClickHouse open = engine.clickHouse();
        return new ClickHouse(
                open.url().replace(":" + engine.port() + "/", ":" + door.port() + "/"), open.user(), open.password());
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Schedule.class);
    }
}
