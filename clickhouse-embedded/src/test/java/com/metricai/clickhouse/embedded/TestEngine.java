package com.metricai.clickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The engine, or a skipped test that says why there is none. */
final class TestEngine {
    static final long MAX_MEMORY = 1_000_000_000;

    private static @Nullable EmbeddedClickHouse shared;

    private TestEngine() {}

    /** One for all tests that do it no harm. It ends with this JVM. */
    static synchronized EmbeddedClickHouse shared() throws IOException {
        EmbeddedClickHouse engine = shared;
        if (engine == null) {
            Path directory = Files.createTempDirectory("clickhouse-it");
            engine = start(directory);
            shared = engine;
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
        }
        return engine;
    }

    static EmbeddedClickHouse start(Path directory) {
        return EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(directory, library(), 0, MAX_MEMORY));
    }

    static Path library() {
        try {
            return EngineLibrary.ofThisMachine().install(System.err::println);
        } catch (EngineUnavailableException e) {
            return Assumptions.abort(e.toString());
        }
    }

    static Connection connect(EmbeddedClickHouse engine) throws SQLException {
        return DriverManager.getConnection(engine.jdbcUrl(), engine.user(), engine.password());
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, their columns joined by a comma, as the driver prints them. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(",", values));
            }
            return rows;
        }
    }

    /** A JVM of this test's class path, for what must not happen in this one. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
