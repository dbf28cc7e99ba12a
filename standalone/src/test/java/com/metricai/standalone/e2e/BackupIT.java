package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.listen.TopicReading;
import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.e2e.Commands.Result;
import com.metricai.standalone.recovery.RunningInstance;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup taken under load, restored elsewhere, and the whole load once more. */
class BackupIT {
    private static final long SEED = 5;
    private static final Duration SETTLED = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void backupUnderLoad_holdsWhatWasAcknowledged_andTheWholeLoadAgainChangesNoTotal() throws Exception {
        List<Request> all = Captures.requests(Captures.scenarios(), Captures.untilYesterday());
        Collections.shuffle(all, new Random(SEED));
        List<Request> before = all.subList(0, all.size() / 2);
        List<Request> during = all.subList(all.size() / 2, all.size());
        Path backup = folder.resolve("backup");

        takeUnderLoad(before, during, backup);
        refusesWhatIsNotRight(backup);

        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path data = elsewhere.resolve("data");
        succeeds("restore", backup.toString(), "--data", data.toString());
        try (Suite restored = Suite.start(elsewhere)) {
            long written = written(restored);
            assertThat(written).isPositive();
            restored.postAll(before);
            awaitStored(restored);
            assertThat(written(restored))
                    .as("of what was acknowledged before, nothing is new")
                    .isEqualTo(written);

            restored.postAll(all.reversed());
            NaiveReader want = NaiveReader.of(all);
            Await.noDifferences(SETTLED, () -> Panels.differences(restored, want));
            assertThat(succeeds("token", "list", "--data", data.toString())).contains("first", "tests");
        }
    }

    private void takeUnderLoad(List<Request> before, List<Request> during, Path backup) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        assertThat(Commands.run(
                                "backup",
                                backup.toString(),
                                "--data",
                                source.resolve("data").toString())
                        .err())
                .contains("nothing is in");
        try (Suite suite = Suite.start(source);
                ExecutorService client = Executors.newSingleThreadExecutor()) {
            suite.postAll(before);
            AtomicBoolean taken = new AtomicBoolean();
            Future<Integer> load = client.submit(() -> {
                int posted = 0;
                // At least once, and on as long as the backup takes.
                for (int i = 0; i < during.size() || !taken.get(); i++) {
                    assertThat(suite.post(during.get(i % during.size())).statusCode())
                            .isEqualTo(200);
                    posted++;
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
                return posted;
            });
            succeeds("backup", backup.toString(), "--data", suite.data.toString());
            taken.set(true);
            assertThat(load.get()).isGreaterThanOrEqualTo(during.size());
            assertThat(Commands.run("backup", backup.toString(), "--data", suite.data.toString())
                            .err())
                    .contains("is not empty: choose a new directory");
            suite.kill9();
            assertThat(Commands.run("backup", folder.resolve("b2").toString(), "--data", suite.data.toString())
                            .err())
                    .contains("metric-ai is not running on");
        }
    }

    private void refusesWhatIsNotRight(Path backup) throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("something"), "is here");
        assertThat(refused(backup, full)).contains("is not empty: choose a new directory");

        Path fresh = folder.resolve("fresh");
        assertThat(refused(folder.resolve("nowhere"), fresh)).contains("there is no backup in");

        Path changed = copy(backup, "changed");
        Path database = changed.resolve("metric-ai.db");
        byte[] bytes = Files.readAllBytes(database);
        bytes[bytes.length / 2] ^= 1;
        Files.write(database, bytes);
        assertThat(refused(changed, fresh))
                .contains("metric-ai.db in the backup")
                .contains("is damaged");

        Path cut = copy(backup, "cut");
        try (var months = Files.list(cut.resolve("metrics"))) {
            Files.delete(months.findFirst().orElseThrow());
        }
        assertThat(refused(cut, fresh)).contains("is missing in the backup");

        Path unfinished = copy(backup, "unfinished");
        Files.delete(unfinished.resolve("manifest.json"));
        assertThat(refused(unfinished, fresh)).contains("is no finished backup");

        Path newer = copy(backup, "newer");
        Path manifest = newer.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"sqliteSchema\" : \\d+", "\"sqliteSchema\" : 999"));
        assertThat(refused(newer, fresh)).contains("SQLite schema 999").contains("or a newer one");
        Files.writeString(manifest, text.replaceFirst("\"format\" : 1", "\"format\" : 2"));
        assertThat(refused(newer, fresh)).contains("has format 2");
        Files.writeString(manifest, text.substring(0, 20), StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(refused(newer, fresh)).contains("manifest.json is damaged");
        assertThat(fresh).doesNotExist();
    }

    /** One clear line on stderr, and nothing made. */
    private static String refused(Path backup, Path data) {
        Result result = Commands.run("restore", backup.toString(), "--data", data.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().strip()).startsWith("metric-ai: ").doesNotContain("\n");
        return result.err();
    }

    private static String succeeds(String... arguments) {
        Result result = Commands.run(arguments);
        assertThat(result.code()).as(result.toString()).isZero();
        return result.out();
    }

    private Path copy(Path from, String name) {
        Path to = folder.resolve(name);
        try (var files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitStored(Suite suite) {
        TopicReading topics = new TopicReading(
                RunningInstance.of(new DataDirectory(suite.data)).kafka(), "queue-consumer");
        Map<String, Long> ends = new java.util.HashMap<>(topics.ends());
        Await.until("all is stored", SETTLED, () -> topics.unread(ends) == 0);
    }

    private static long written(Suite suite) {
        try (Sqlite sqlite = Sqlite.reader(suite.data.resolve("metric-ai.db"))) {
            return sqlite.jdbi()
                    .withHandle(handle -> handle.select("SELECT sum(records) FROM books WHERE outcome = 'written'")
                            .mapTo(long.class)
                            .one());
        }
    }
}
