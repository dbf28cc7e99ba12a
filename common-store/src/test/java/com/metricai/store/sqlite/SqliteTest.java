package com.metricai.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.migration.SqliteMigrations;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.util.Throwables;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
    @TempDir
    Path dir;

    @Test
    void migrate_isRepeatableAndKeepsRows() {
        try (Sqlite sqlite = Sqlite.writer(dir.resolve("a.db"))) {
            SqliteMigrations.migrate(sqlite.jdbi());
            sqlite.jdbi().useHandle(h -> h.execute("INSERT INTO orgs (id, name, created_at) VALUES ('o', 'Org', 1)"));
            SqliteMigrations.migrate(sqlite.jdbi());
            assertThat(count(sqlite, "orgs")).isEqualTo(1);
        }
    }

    @Test
    void migrate_refusesADatabaseOfANewerVersion() {
        try (Sqlite sqlite = Sqlite.writer(dir.resolve("a.db"))) {
            sqlite.jdbi().useHandle(h -> h.execute("PRAGMA user_version = 999"));
            assertThatThrownBy(() -> SqliteMigrations.migrate(sqlite.jdbi()))
                    .hasMessageContaining("schema 999")
                    .hasMessageContaining("start the version that wrote it");
        }
    }

    @Test
    void reader_refusesToWrite() {
        Path file = dir.resolve("a.db");
        try (Sqlite writer = Sqlite.writer(file);
                Sqlite reader = Sqlite.reader(file)) {
            SqliteMigrations.migrate(writer.jdbi());
            assertThatThrownBy(() -> reader.jdbi()
                            .useHandle(
                                    h -> h.execute("INSERT INTO orgs (id, name, created_at) VALUES ('o', 'Org', 1)")))
                    .hasStackTraceContaining("readonly");
        }
    }

    @Test
    void reader_seesOneSnapshotPerTransaction() {
        Path file = dir.resolve("a.db");
        try (Sqlite writer = Sqlite.writer(file);
                Sqlite reader = Sqlite.reader(file)) {
            SqliteMigrations.migrate(writer.jdbi());
            reader.jdbi().useTransaction(snapshot -> {
                int before = snapshot.createQuery("SELECT count(*) FROM orgs")
                        .mapTo(int.class)
                        .one();
                writer.jdbi()
                        .useHandle(h -> h.execute("INSERT INTO orgs (id, name, created_at) VALUES ('o', 'Org', 1)"));
                assertThat(snapshot.createQuery("SELECT count(*) FROM orgs")
                                .mapTo(int.class)
                                .one())
                        .isEqualTo(before);
            });
            assertThat(count(reader, "orgs")).isEqualTo(1);
        }
    }

    @Test
    void wal_shrinksAgainAfterOneLargeTransaction() throws Exception {
        Path file = dir.resolve("a.db");
        Path wal = dir.resolve("a.db-wal");
        try (Sqlite sqlite = Sqlite.writer(file)) {
            sqlite.jdbi().useHandle(h -> h.execute("CREATE TABLE t (bytes BLOB)"));
            sqlite.jdbi().useHandle(h -> h.execute("INSERT INTO t VALUES (randomblob(40000000))"));
            assertThat(Files.size(wal)).isGreaterThan(40_000_000);

            sqlite.jdbi().useHandle(h -> h.execute("INSERT INTO t VALUES (x'00')"));

            assertThat(Files.size(wal)).isEqualTo(16 << 20);
        }
    }

    @Test
    void failure_namesItsStatement_andNothingThatWasBound() {
        try (Sqlite sqlite = Sqlite.writer(dir.resolve("a.db"))) {
            SqliteMigrations.migrate(sqlite.jdbi());
            String sql = "INSERT INTO members (email, org_id, role, created_at) VALUES (?, ?, 'none', 1)";
            assertThatThrownBy(() ->
                            sqlite.jdbi().useHandle(handle -> handle.execute(sql, "ada.lovelace@example.com", "acme")))
                    .hasStackTraceContaining(sql)
                    .satisfies(failure ->
                            assertThat(Throwables.getStackTrace(failure)).doesNotContain("lovelace", "acme"));
            assertThatThrownBy(() -> sqlite.jdbi().useHandle(handle -> {
                        try (PreparedBatch batch = handle.prepareBatch(sql)) {
                            batch.add("ada.lovelace@example.com", "acme").execute();
                        }
                    }))
                    .satisfies(failure ->
                            assertThat(Throwables.getStackTrace(failure)).doesNotContain("lovelace", "acme"));
        }
    }

    private static int count(Sqlite sqlite, String table) {
        return sqlite.jdbi()
                .withHandle(h -> h.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(int.class)
                        .one());
    }
}
