package com.metricai.rollup.job.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** The file itself: when it is written anew, and where it is put meanwhile. */
class DatabaseFileTest {
    private static final String NAME = "ada.lovelace@example.com";

    @TempDir
    Path directory;

    @Test
    void rowsThatHoldTheNameByRight_areNoReasonToWriteTheFileAnew() throws IOException {
        Path file = directory.resolve("metric-ai.db");
        try (Sqlite sqlite = Sqlite.writer(file)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            sqlite.jdbi().useHandle(handle -> {
                handle.execute("INSERT INTO orgs (id, name, created_at) VALUES ('acme', 'Acme', 1)");
                handle.execute(
                        "INSERT INTO members (email, org_id, role, created_at) VALUES (?, 'acme', 'viewer', 1)", NAME);
                handle.execute(
                        "INSERT INTO members (email, org_id, role, created_at) VALUES (?, 'acme', 'viewer', 1)",
                        "x" + NAME);
                // As many pages too many as show whether the file was written anew.
                handle.execute("CREATE TABLE gone (a BLOB)");
                handle.execute("INSERT INTO gone VALUES (zeroblob(1000000))");
                handle.execute("DROP TABLE gone");
            });
            DatabaseFile database = new DatabaseFile(sqlite.jdbi(), file);
            assertThat(database.scrub(List.of(NAME, NAME.toUpperCase(java.util.Locale.ROOT))))
                    .isTrue();
            assertThat(Files.size(file)).isGreaterThan(1_000_000);

            leaveBehind(sqlite.jdbi());
            assertThat(database.scrub(List.of(NAME))).isTrue();
            assertThat(Files.size(file)).isLessThan(1_000_000);
            assertThat(occurrences(file))
                    .as("those of the two members, in the table and its index")
                    .isEqualTo(4);
            assertThat(files()).containsOnly("metric-ai.db", "metric-ai.db-shm", "metric-ai.db-wal");
        }
    }

    /** What an erasure that was killed has left is a copy of everybody's rows. */
    @Test
    void copyThatWasLeft_isRemoved() throws IOException {
        Path file = directory.resolve("metric-ai.db");
        Files.writeString(directory.resolve("metric-ai.db-copy"), "left");
        try (Sqlite sqlite = Sqlite.writer(file)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            assertThat(new DatabaseFile(sqlite.jdbi(), file).scrub(List.of(NAME)))
                    .isTrue();
            assertThat(files()).doesNotContain("metric-ai.db-copy");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileIsWrittenAnew_byWayOfAFileBesideIt() throws SQLException, IOException {
        Path folder = Files.createDirectory(directory.resolve("it's here"));
        Path file = folder.resolve("metric-ai.db");
        Set<String> temporary = new ConcurrentSkipListSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Jdbi jdbi = Jdbi.create(connection);
            jdbi.useHandle(handle -> {
                handle.execute("PRAGMA journal_mode = WAL");
                handle.execute("PRAGMA temp_store = MEMORY");
                handle.execute("PRAGMA cache_size = -100");
                handle.execute("CREATE TABLE t (a TEXT)");
                handle.execute("""
                        INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                        SELECT hex(randomblob(50)) FROM n""");
            });
            ProgressHandler.setHandler(connection, 1000, new ProgressHandler() {
                @Override
                protected int progress() {
                    temporary.addAll(openTemporaryFiles());
                    return 0;
                }
            });
            assertThat(new DatabaseFile(jdbi, file).scrub(List.of())).isTrue();
            ProgressHandler.clearHandler(connection);
            jdbi.useHandle(handle -> {
                assertThat(text(handle, "PRAGMA temp_store")).isEqualTo("2");
                assertThat(text(handle, "SELECT count(*) FROM t")).isEqualTo("20000");
            });
        }
        assertThat(temporary)
                .isNotEmpty()
                .allMatch(each -> folder.equals(Path.of(each).getParent()), "is in " + folder);
        assertThat(openTemporaryFiles()).isEmpty();
    }

    /** A copy of a row as SQLite leaves it behind where it had moved it. */
    private static void leaveBehind(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute("PRAGMA secure_delete = false");
            handle.execute("INSERT INTO reporting (org_id, user) VALUES ('acme', ?)", NAME);
            handle.execute("DELETE FROM reporting");
            handle.execute("PRAGMA secure_delete = true");
        });
    }

    /** SQLite has the name of such a file removed as soon as it is open. */
    private static List<String> openTemporaryFiles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(DatabaseFileTest::target)
                    .filter(target -> target.contains("etilqs_"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static int occurrences(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).split(NAME, -1).length - 1;
    }

    private static String text(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }
}
