package com.metricai.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage that disks and people do. */
class SqliteFileTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void fill() {
        file = directory.resolve("metric-ai.db");
        try (Sqlite sqlite = Sqlite.writer(file)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            sqlite.jdbi().useHandle(handle -> handle.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                    INSERT INTO exports_seen (fingerprint, seen_at) SELECT randomblob(32), i FROM n"""));
        }
    }

    @Test
    void wholeFile_isNotDamaged_norIsOneThatIsNotThere() {
        assertThat(SqliteFile.damage(file, LONG)).isEmpty();
        assertThat(SqliteFile.damage(directory.resolve("none.db"), LONG)).isEmpty();
    }

    @Test
    void headerOfGarbage_isFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 0, 100, (byte) 'x');
        Files.write(file, bytes);
        assertThat(SqliteFile.damage(file, LONG)).contains("it does not begin like an SQLite database");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.3, 0.9})
    void fileThatWasCutOff_isFound(double part) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, Math.max(200, (int) (bytes.length * part))));
        assertThat(SqliteFile.damage(file, LONG)).isPresent();
    }

    /** Any page that is in use: where it holds keys and rows, noise is no page of a tree. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pageOfNoise_isFound(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = Files.readAllBytes(file);
        int page = 1 + random.nextInt(bytes.length / PAGE - 1);
        byte[] noise = new byte[PAGE];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, page * PAGE, PAGE);
        Files.write(file, bytes);
        assertThat(SqliteFile.damage(file, LONG)).isPresent();
    }

    @Test
    void schemaThatIsNone_isFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, PAGE, (byte) 0);
        Files.write(file, bytes);
        assertThat(SqliteFile.damage(file, LONG)).isPresent();
    }

    @Test
    void check_endsInTime_andThenSaysNothing() {
        try (Sqlite sqlite = Sqlite.writer(file)) {
            sqlite.jdbi().useHandle(handle -> handle.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
                    INSERT INTO exports_seen (fingerprint, seen_at) SELECT randomblob(32), i FROM n"""));
        }
        assertThat(SqliteFile.damage(file, Duration.ofMillis(1))).isEmpty();
    }
}
