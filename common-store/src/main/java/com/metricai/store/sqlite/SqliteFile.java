package com.metricai.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database as a file: whole or damaged, and copied while it is in use. */
public final class SqliteFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int INTERRUPTED = 9;

    private SqliteFile() {}

    /**
     * What is damaged, in SQLite's own words; empty when nothing was found, or nothing within the time: reading all of a
     * large file takes long.
     *
     * @param limit after which it stops looking
     */
    public static Optional<String> damage(Path file, Duration limit) {
        if (!Files.exists(file) || isEmpty(file)) {
            return Optional.empty();
        }
        if (!hasHeader(file)) {
            return Optional.of("it does not begin like an SQLite database");
        }
        AtomicBoolean late = new AtomicBoolean();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            var _ = clock.schedule(
                    () -> {
                        late.set(true);
                        statement.cancel();
                        return null;
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
                String first = found.next() ? found.getString(1) : "nothing was read";
                return first.equals("ok") ? Optional.empty() : Optional.of(first.strip());
            } finally {
                clock.shutdownNow();
            }
        } catch (SQLException e) {
            return late.get() && (e.getErrorCode() & 0xff) == INTERRUPTED
                    ? Optional.empty()
                    : Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Copies a database that is in use, as it is at one moment, into a file that does not exist yet.
     *
     * @throws SQLException when the copy fails, as for want of room
     */
    public static void copy(Path from, Path to) throws SQLException {
        try (Connection connection = open(from);
                var copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, to.toAbsolutePath().toString());
            copy.execute();
        }
    }

    /** The rows of one column of a query over a database, to which another one is attached as {@code other}. */
    public static List<String> compare(Path file, Path other, String sql) throws SQLException {
        try (Connection connection = open(file);
                var attach = connection.prepareStatement("ATTACH ? AS other")) {
            attach.setString(1, other.toAbsolutePath().toString());
            attach.execute();
            List<String> rows = new java.util.ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }

    /** The version of its schema. */
    public static int version(Path file) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source.getConnection();
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasHeader(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
