package com.metricai.store;

import com.metricai.store.clickhouse.ClickHouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real ClickHouse for tests, empty: a server in a container when {@code CLICKHOUSE_IMAGE} names its image, else the
 * embedded engine. A test is skipped, and says why, where that one is not to be had.
 */
public interface TestEngine extends AutoCloseable {
    /**
     * Starts one.
     *
     * @param directory where the embedded engine keeps its files
     */
    static TestEngine start(Path directory) {
        @Nullable String image = System.getenv("CLICKHOUSE_IMAGE");
        return image == null ? TestEngineProcess.start(directory) : TestEngineServer.start(image);
    }

    /** A database that a server does not have yet; the embedded engine's is there. */
    ClickHouse clickHouse();

    /** Where it listens on this machine, for HTTP. */
    int port();

    /** Its files that hold the text, in whatever case. */
    List<String> filesWith(String text);

    @Override
    void close();

    static long number(ClickHouse clickHouse, String sql) {
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
