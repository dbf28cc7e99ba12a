package com.metricai.clickhouse.embedded;

import static com.metricai.clickhouse.embedded.TestEngine.execute;
import static com.metricai.clickhouse.embedded.TestEngine.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {
    private static final Duration RESTART = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void killedChild_isStartedAgainForTheSameUrl() throws Exception {
        try (EmbeddedClickHouse engine = TestEngine.start(directory);
                Connection connection = TestEngine.connect(engine)) {
            execute(connection, "CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");
            execute(connection, "INSERT INTO t VALUES (1)");
            String url = engine.jdbcUrl();
            long first = engine.pid();

            kill9(first);

            await().atMost(RESTART)
                    .ignoreExceptions()
                    .until(() -> rows(connection, "SELECT id FROM t").equals(List.of("1")));
            assertThat(engine.jdbcUrl()).isEqualTo(url);
            assertThat(engine.pid()).isNotEqualTo(first);
            assertThat(engine.isAlive()).isTrue();
        }
    }

    /** Virtual threads would hold the carriers that everything else in the JVM runs on; they are not among these. */
    @Test
    void childsPipes_areReadByPlatformThreads() {
        try (EmbeddedClickHouse engine = TestEngine.start(directory)) {
            assertThat(engine.isAlive()).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("clickhouse-stdout", "clickhouse-stderr");
        }
    }

    @Test
    void kill9_duringInserts_losesNoAcknowledgedRow() throws Exception {
        try (EmbeddedClickHouse engine = TestEngine.start(directory)) {
            try (Connection connection = TestEngine.connect(engine)) {
                execute(connection, "CREATE TABLE t (round UInt32, n UInt32) ENGINE = MergeTree ORDER BY (round, n)");
            }
            for (int round = 0; round < 4; round++) {
                int acknowledged = insertUntilKilled(engine, round);

                int number = round;
                await().atMost(RESTART).ignoreExceptions().untilAsserted(() -> {
                    try (Connection connection = TestEngine.connect(engine)) {
                        // One insert may be there that was not acknowledged, but none may be missing in front of it.
                        String query =
                                "SELECT uniqExact(n) >= %d AND uniqExact(n) = max(n) + 1 AND count() = uniqExact(n) FROM t WHERE round = %d"
                                        .formatted(acknowledged, number);
                        assertThat(rows(connection, query)).containsExactly("1");
                    }
                });
            }
        }
    }

    /** Inserts batches of 100 until the engine dies under it, and returns how many rows were acknowledged. */
    private static int insertUntilKilled(EmbeddedClickHouse engine, int round) throws Exception {
        CountDownLatch enough = new CountDownLatch(20 + 5 * round);
        try (ExecutorService executor = Executors.newSingleThreadExecutor();
                Connection connection = TestEngine.connect(engine)) {
            Future<Integer> acknowledged = executor.submit(() -> {
                int rows = 0;
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (round, n) VALUES (?, ?)")) {
                    while (true) {
                        for (int i = 0; i < 100; i++) {
                            insert.setInt(1, round);
                            insert.setInt(2, rows + i);
                            insert.addBatch();
                        }
                        insert.executeBatch();
                        rows += 100;
                        enough.countDown();
                    }
                } catch (SQLException | RuntimeException killed) {
                    return rows;
                }
            });
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            kill9(engine.pid());
            return acknowledged.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void close_isCleanAndKeepsTheRows() throws Exception {
        long pid;
        try (EmbeddedClickHouse engine = TestEngine.start(directory);
                Connection connection = TestEngine.connect(engine)) {
            pid = engine.pid();
            execute(connection, "CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");
            execute(connection, "INSERT INTO t VALUES (1)");
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();

        try (EmbeddedClickHouse engine = TestEngine.start(directory);
                Connection connection = TestEngine.connect(engine)) {
            assertThat(rows(connection, "SELECT id FROM t")).containsExactly("1");
        }
    }

    @Test
    void secondInstance_onTheSameDirectory_isRefusedInClearWords() {
        try (EmbeddedClickHouse engine = TestEngine.start(directory)) {
            assertThatThrownBy(() -> TestEngine.start(directory))
                    .isInstanceOf(EmbeddedClickHouseException.class)
                    .hasMessageContaining("directory is locked by another instance")
                    .hasMessageContaining(directory.toString());
            assertThat(engine.isAlive()).isTrue();
        }
    }

    @Test
    void secondProcess_onTheSameDirectory_isRefusedInClearWords() throws Exception {
        Process owner = TestEngine.java(
                OwnerMain.class, directory.toString(), TestEngine.library().toString());
        try (BufferedReader output = owner.inputReader()) {
            assertThat(output.readLine()).isNotNull();

            assertThatThrownBy(() -> TestEngine.start(directory))
                    .isInstanceOf(EmbeddedClickHouseException.class)
                    .hasMessageContaining("directory is locked by another instance");
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void killedOwner_takesTheChildWithItAndCanStartAgainAtOnce() throws Exception {
        Process owner = TestEngine.java(
                OwnerMain.class, directory.toString(), TestEngine.library().toString());
        long child;
        try (BufferedReader output = owner.inputReader()) {
            child = Long.parseLong(output.readLine());
        } finally {
            owner.destroyForcibly(); // SIGKILL: it cannot close anything.
        }
        owner.waitFor();

        try (EmbeddedClickHouse engine = TestEngine.start(directory)) {
            assertThat(engine.isAlive()).isTrue();
        }
        await().atMost(RESTART)
                .until(() ->
                        !ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void interruptFromTheTerminal_leavesTheChildToItsParent() throws Exception {
        try (EmbeddedClickHouse engine = TestEngine.start(directory);
                Connection connection = TestEngine.connect(engine)) {
            long pid = engine.pid();

            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(rows(connection, "SELECT 1")).containsExactly("1");
            assertThat(engine.pid()).isEqualTo(pid);
        }
    }

    @Test
    void portTaken_isRefusedInClearWordsAndGivesTheDirectoryBack() throws Exception {
        Path library = TestEngine.library();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(
                            directory, library, taken.getLocalPort(), TestEngine.MAX_MEMORY)))
                    .isInstanceOf(EmbeddedClickHouseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
        }
        TestEngine.start(directory).close();
    }

    @Test
    void fileThatIsNoLibrary_isRefusedInClearWords() throws Exception {
        Path file = Files.writeString(directory.resolve("libchdb.so"), "not a library");

        assertThatThrownBy(() -> EmbeddedClickHouse.start(
                        new EmbeddedClickHouse.Config(directory.resolve("data"), file, 0, TestEngine.MAX_MEMORY)))
                .isInstanceOf(EmbeddedClickHouseException.class)
                .hasMessageContaining("did not start");
    }

    @Test
    void password_isNotOnTheCommandLine() throws Exception {
        try (EmbeddedClickHouse engine = TestEngine.start(directory)) {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(engine.pid()), "cmdline"));

            assertThat(commandLine).contains("--user").doesNotContain(engine.password());
        }
    }

    private static void kill9(long pid) {
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
    }
}
