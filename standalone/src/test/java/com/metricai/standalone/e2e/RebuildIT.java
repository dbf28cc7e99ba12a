package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.standalone.e2e.Commands.Result;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is damaged or lost: what is said, and what comes back. */
class RebuildIT {
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final List<String> DAILY =
            List.of("rollups_daily", "rollup_grains", "session_days", "decisions_daily", "decision_grains");

    @TempDir
    private Path folder;

    @Test
    void damagedDatabase_isSaid_andMovedAsideItIsRebuiltFromTheTopic() throws IOException {
        List<Request> requests = Captures.requests(Captures.scenarios(), Captures.untilYesterday());
        NaiveReader want = NaiveReader.of(requests);
        String from = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
        try (Suite suite = Suite.start(folder)) {
            suite.postAll(requests);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, want));

            // The daily tables and their sums are gone, what they were made of is not.
            try (Sqlite sqlite = Sqlite.writer(suite.data.resolve("metric-ai.db"))) {
                sqlite.jdbi().useTransaction(handle -> DAILY.forEach(table -> handle.execute("DELETE FROM " + table)));
            }
            assertThat(Panels.differences(suite, want)).isNotEmpty();
            rebuild(suite, from);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, want));

            assertThat(suite.terminate()).isNotNegative();
            Path database = suite.data.resolve("metric-ai.db");
            byte[] bytes = Files.readAllBytes(database);
            java.util.Arrays.fill(bytes, 0, 100, (byte) 'x');
            Files.write(database, bytes);
            Result refused = Commands.run(
                    "up",
                    "--data",
                    suite.data.toString(),
                    "--ingest-port",
                    Integer.toString(suite.ingestPort),
                    "--dashboard-port",
                    Integer.toString(suite.dashboardPort));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err().strip())
                    .startsWith("metric-ai: the database " + database + " is damaged")
                    .contains("./metric-ai restore", "./metric-ai rebuild")
                    .doesNotContain("\n");

            for (String name : List.of("metric-ai.db", "metric-ai.db-wal", "metric-ai.db-shm")) {
                Files.deleteIfExists(suite.data.resolve(name));
            }
            suite.restart();
            rebuild(suite, from);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, want));

            Result closed = Commands.run("rebuild", "--from", "2020-01-01", "--data", suite.data.toString());
            assertThat(closed.code()).isEqualTo(1);
            assertThat(closed.err()).contains("are closed").contains("or later");
        }
    }

    private static void rebuild(Suite suite, String from) {
        Result result = Commands.run("rebuild", "--from", from, "--data", suite.data.toString());
        assertThat(result.code()).as(result.toString()).isZero();
        assertThat(result.out()).contains("exports were still in the topic").contains("All days are computed.");
    }
}
