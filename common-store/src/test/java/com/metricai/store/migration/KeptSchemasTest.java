package com.metricai.store.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.person.Person;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases as earlier versions left them, with rows, under {@code kept/sqlite}: each is brought up to date. */
class KeptSchemasTest {
    private static final Migration BROKEN = new Migration(
            SqliteMigrations.newest() + 1,
            "broken",
            List.of(
                    "CREATE TABLE half (a INTEGER)",
                    "UPDATE orgs SET name = 'half'",
                    "INSERT INTO half VALUES (1)",
                    "INSERT INTO nowhere VALUES (1)"));

    @TempDir
    Path directory;

    static IntStream kept() {
        return IntStream.rangeClosed(1, SqliteMigrations.newest()).filter(version -> dump(version) != null);
    }

    /** Whoever adds a migration keeps a dump of the version before. */
    @Test
    void everyVersionBeforeTheNewest_isKept() {
        assertThat(kept().boxed().toList())
                .containsAll(
                        IntStream.range(1, SqliteMigrations.newest()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void rows_areStillThere(int version) {
        try (Sqlite sqlite = restored(version)) {
            Map<String, List<String>> before = rows(sqlite, columns(sqlite));
            assertThat(before.get("tokens")).hasSize(3);
            Map<String, List<String>> columns = columns(sqlite);
            SqliteMigrations.migrate(sqlite.jdbi());
            Map<String, List<String>> after = rows(sqlite, columns);
            before.forEach((table, rows) -> {
                if (table.endsWith("_grains")) {
                    // Sums, of which a later version may have more.
                    assertThat(after.get(table)).as(table).containsAll(rows);
                } else if (!columns(sqlite)
                        .getOrDefault(table, List.of())
                        .containsAll(columns.getOrDefault(table, List.of()))) {
                    assertThat(table).as("loses a column").isEqualTo("removed_members");
                } else {
                    assertThat(after.get(table)).as(table).isEqualTo(rows);
                }
            });
            assertThat(one(sqlite, "PRAGMA user_version")).isEqualTo(Long.toString(SqliteMigrations.newest()));
            assertThat(one(sqlite, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    void removedMembers_areKnownByTheirHashAlone() {
        try (Sqlite sqlite = restored(7)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            assertThat(one(
                            sqlite,
                            "SELECT group_concat(lower(hex(email_sha256)) || ' ' || removed_at, ',')"
                                    + " FROM (SELECT * FROM removed_members ORDER BY removed_at)"))
                    .isEqualTo(IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> HexFormat.of().formatHex(Person.sha256("acme", "email-" + i)) + " "
                                    + (1793606400000L + (i - 1) * 86_400_000L))
                            .collect(Collectors.joining(",")));
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void schema_isThatOfANewDatabase(int version) {
        try (Sqlite old = restored(version);
                Sqlite fresh = Sqlite.writer(directory.resolve("fresh.db"))) {
            SqliteMigrations.migrate(old.jdbi());
            SqliteMigrations.migrate(fresh.jdbi());
            assertThat(schema(old)).isEqualTo(schema(fresh));
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void totals_areTheSameInTheFinestAndInTheCoarsestTable(int version) {
        try (Sqlite sqlite = restored(version)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            String finest = one(sqlite, "SELECT coalesce(sum(cost_micros), 0) FROM rollups_daily");
            assertThat(finest).isEqualTo(version < 3 ? "0" : "60");
            for (String period : List.of("____-__-__", "____-__")) {
                assertThat(one(
                                sqlite,
                                "SELECT coalesce(sum(cost_micros), 0) FROM rollup_grains WHERE grain = 'total' AND period LIKE '"
                                        + period + "'"))
                        .isEqualTo(finest);
            }
        }
    }

    @Test
    void migrationThatFails_leavesTheVersionBefore() {
        try (Sqlite sqlite = restored(4)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            Map<String, List<String>> columns = columns(sqlite);
            Map<String, List<String>> before = rows(sqlite, columns);
            List<Migration> all = Stream.concat(SqliteMigrations.all().stream(), Stream.of(BROKEN))
                    .toList();
            assertThatThrownBy(() -> SqliteMigrations.migrate(sqlite.jdbi(), all, all.size()))
                    .hasStackTraceContaining("nowhere");
            assertThat(one(sqlite, "PRAGMA user_version")).isEqualTo(Long.toString(SqliteMigrations.newest()));
            assertThat(columns(sqlite)).isEqualTo(columns);
            assertThat(rows(sqlite, columns)).isEqualTo(before);
            SqliteMigrations.migrate(sqlite.jdbi());
        }
    }

    private Sqlite restored(int version) {
        Sqlite sqlite = Sqlite.writer(directory.resolve("kept.db"));
        String dump = Objects.requireNonNull(dump(version));
        sqlite.jdbi().useTransaction(handle -> {
            Migration.split(dump).forEach(handle::execute);
        });
        return sqlite;
    }

    private static @Nullable String dump(int version) {
        try (InputStream in = KeptSchemasTest.class.getResourceAsStream("/kept/sqlite/schema-" + version + ".sql")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** By table. */
    private static Map<String, List<String>> columns(Sqlite sqlite) {
        return sqlite.jdbi().withHandle(handle -> {
            Map<String, List<String>> columns = new TreeMap<>();
            for (String table : list(handle, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                columns.put(table, list(handle, "SELECT name FROM pragma_table_xinfo('" + table + "')"));
            }
            return columns;
        });
    }

    private static Map<String, List<String>> rows(Sqlite sqlite, Map<String, List<String>> columns) {
        return sqlite.jdbi().withHandle(handle -> {
            Map<String, List<String>> rows = new TreeMap<>();
            columns.forEach((table, names) -> rows.put(
                    table,
                    list(
                            handle,
                            "SELECT "
                                    + names.stream()
                                            .map(name -> "quote(\"" + name + "\")")
                                            .collect(Collectors.joining(" || ','  || "))
                                    + " AS line FROM \"" + table + "\" ORDER BY line")));
            return rows;
        });
    }

    /** Tables and indexes with their columns; how a statement was written is not compared. */
    private static List<String> schema(Sqlite sqlite) {
        return sqlite.jdbi().withHandle(handle -> list(handle, """
                SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk
                FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'
                UNION ALL SELECT i.name || ' ' || coalesce(c.name, '') || ' ' || c.seqno
                FROM sqlite_schema i, pragma_index_info(i.name) c WHERE i.type = 'index'
                UNION ALL SELECT 'trigger ' || name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1"""));
    }

    private static String one(Sqlite sqlite, String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.select(sql).mapTo(String.class).one());
    }

    private static List<String> list(Handle handle, String sql) {
        return handle.select(sql).mapTo(String.class).list();
    }
}
