package com.metricai.consumer.write;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real SQLite database and a writer on it. */
public final class TestStore implements AutoCloseable {
    public static final Duration RETENTION = Duration.ofDays(30);

    private final Sqlite sqlite;
    private final BatchWriter writer;

    public TestStore(Path file, Instant now) {
        this(file, now, 10_000);
    }

    public TestStore(Path file, Instant now, int maxValues) {
        sqlite = Sqlite.writer(file);
        SqliteMigrations.migrate(sqlite.jdbi());
        writer = new BatchWriter(sqlite.jdbi(), Clock.fixed(now, ZoneOffset.UTC), RETENTION, maxValues);
    }

    public Sqlite sqlite() {
        return sqlite;
    }

    public void write(Interpreted... batch) {
        writer.write(List.of(batch));
    }

    public Map<String, Long> write(List<Interpreted> batch) {
        return writer.write(batch);
    }

    public long number(String sql, Object... arguments) {
        return sqlite.jdbi()
                .withHandle(handle ->
                        handle.select(sql, arguments).mapTo(Long.class).one());
    }

    /** The rows as text, in no order that means anything. */
    public List<String> rows(String sql, Object... arguments) {
        return sqlite.jdbi()
                .withHandle(handle -> handle
                        .select(sql, arguments)
                        .mapToMap()
                        .map(row -> {
                            row.replaceAll((column, value) -> value instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : value);
                            return new TreeMap<>(row).toString();
                        })
                        .list()
                        .stream()
                        .sorted()
                        .toList());
    }

    @Override
    public void close() {
        sqlite.close();
    }
}
