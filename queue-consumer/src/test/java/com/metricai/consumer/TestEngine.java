package com.metricai.consumer;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.store.clickhouse.ClickHouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** The real ClickHouse engine, or a skipped test that says why there is none. */
public final class TestEngine {
    private static final long MAX_MEMORY = 1_000_000_000;

    private TestEngine() {}

    public static EmbeddedClickHouse start(Path directory) {
        try {
            Path library = EngineLibrary.ofThisMachine().install(System.err::println);
            return EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(directory, library, 0, MAX_MEMORY));
        } catch (EngineUnavailableException e) {
            return Assumptions.abort(e.toString());
        }
    }

    public static ClickHouse clickHouse(EmbeddedClickHouse engine) {
        return new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password());
    }

    public static long number(ClickHouse clickHouse, String sql) {
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
