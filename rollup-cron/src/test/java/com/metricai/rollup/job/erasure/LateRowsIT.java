package com.metricai.rollup.job.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.rollup.job.rollup.RollupJob;
import com.metricai.store.TestEngine;
import com.metricai.store.access.Actor;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.people.Erasures;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An insert that was under way when a person was erased, and that arrives when the erasure is finished. */
class LateRowsIT {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void rowsThatComeAfterTheErasure_goAgain_andWhatIsNewerStays() {
        Path file = directory.resolve("metric-ai.db");
        try (TestEngine engine = TestEngine.start(directory.resolve("engine"));
                ClickHouseInserter inserter = new ClickHouseInserter(engine.clickHouse());
                Sqlite writer = Sqlite.writer(file);
                Sqlite reader = Sqlite.reader(file)) {
            SqliteMigrations.migrate(writer.jdbi());
            writer.jdbi()
                    .useHandle(
                            handle -> handle.execute("INSERT INTO orgs (id, name, created_at) VALUES ('o', 'O', 1)"));
            ClickHouse clickHouse = engine.clickHouse();
            ErasureJob job = new ErasureJob(writer.jdbi(), reader.jdbi(), clickHouse, file, CLOCK);
            RollupJob rollup = new RollupJob(writer.jdbi(), reader.jdbi(), clickHouse, CLOCK, Duration.ofDays(30));
            Erasures erasures = new Erasures(writer.jdbi(), CLOCK);
            erasures.request("o", "Ada", "person-1", false, Actor.local("admin"));
            erasures.request("o", "Eve", "person-2", true, Actor.local("admin"));
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                job.run();
                return erasures.open().isEmpty();
            });

            inserter.insert(
                    "metric_ai_metrics",
                    List.of(
                            row("ada", NOW.minusSeconds(60), 1),
                            row("ada", NOW.plusSeconds(60), 20),
                            row("bob", NOW.minusSeconds(60), 300),
                            row("eve", NOW.plusSeconds(60), 4000)));
            writer.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "INSERT INTO dirty_days VALUES ('o', '2026-11-22', 'ada', 1), ('o', '2026-11-22', 'bob', 1)"));
            rollup.rollUpMarked();
            assertThat(cost(reader)).isEqualTo(321);

            assertThat(job.deleteLate()).isEqualTo(2);
            rollup.rollUpMarked();
            assertThat(cost(reader)).isEqualTo(320);
            assertThat(TestEngine.number(clickHouse, "SELECT sum(cost_micros) FROM metric_ai_metrics FINAL"))
                    .isEqualTo(320);
            assertThat(job.deleteLate()).isZero();
        }
    }

    private static String row(String user, Instant at, long costMicros) {
        return "{\"org_id\":\"o\",\"minute\":" + at.getEpochSecond() + ",\"user\":\"" + user + "\",\"session_id\":\"s-"
                + user + "\",\"cost_micros\":" + costMicros + "}";
    }

    private static long cost(Sqlite reader) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT sum(cost_micros) FROM rollups_daily")
                        .mapTo(long.class)
                        .one());
    }
}
