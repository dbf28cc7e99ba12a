package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.standalone.e2e.Commands.Result;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running totals keep coming while the instance is rebuilt beside them: not one that was answered 200 may be lost. */
class RebuildUnderLoadIT {
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final int SENDERS = 4;
    private static final int REBUILDS = 3;

    @TempDir
    private Path folder;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void runningTotalsThatComeMeanwhile_areAllCounted() throws InterruptedException {
        try (Suite suite = Suite.start(folder)) {
            AtomicBoolean goOn = new AtomicBoolean(true);
            try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
                for (int i = 0; i < SENDERS; i++) {
                    senders.execute(() -> send(suite, goOn));
                }
                String from = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
                try {
                    for (int i = 0; i < REBUILDS; i++) {
                        Result result = Commands.run("rebuild", "--from", from, "--data", suite.data.toString());
                        assertThat(result.code()).as(result.toString()).isZero();
                    }
                } finally {
                    goOn.set(false);
                }
                senders.shutdown();
                assertThat(senders.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            }
            assertThat(acknowledged).hasPositiveValue();
            try (Sqlite sqlite = Sqlite.reader(suite.data.resolve("metric-ai.db"))) {
                Await.until(
                        "all are stored and rolled up",
                        SETTLED,
                        () -> number(sqlite, "SELECT count(*) FROM exports_seen") == acknowledged.get()
                                && number(sqlite, "SELECT count(*) FROM outbox") == 0
                                && number(sqlite, "SELECT count(*) FROM dirty_days") == 0);
                assertThat(number(sqlite, "SELECT sum(lines_added) FROM rollups_daily"))
                        .isEqualTo(acknowledged.get());
            }
        }
    }

    private void send(Suite suite, AtomicBoolean goOn) {
        while (goOn.get()) {
            Instant now = Instant.now();
            long nanos = now.getEpochSecond() * 1_000_000_000L;
            // A session of its own, so that a lost one shows.
            String export = """
                    {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}}]},
                    "scopeMetrics":[{"metrics":[{"name":"claude_code.lines_of_code.count","sum":{"aggregationTemporality":2,
                    "isMonotonic":true,"dataPoints":[{"startTimeUnixNano":"%d","timeUnixNano":"%d","asDouble":1,"attributes":[
                    {"key":"session.id","value":{"stringValue":"s%d"}},{"key":"user.id","value":{"stringValue":"u"}},
                    {"key":"type","value":{"stringValue":"added"}}]}]}}]}]}]}""".formatted(nanos - 1_000_000_000L, nanos, sent.incrementAndGet());
            if (suite.post("metrics", export).statusCode() == 200) {
                acknowledged.incrementAndGet();
            }
        }
    }

    private static long number(Sqlite sqlite, String sql) {
        return sqlite.jdbi()
                .withHandle(handle ->
                        handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L));
    }
}
