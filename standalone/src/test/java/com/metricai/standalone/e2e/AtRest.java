package com.metricai.standalone.e2e;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is in the stores of a stopped suite, asked in their own languages. */
final class AtRest {
    private static final long ENGINE_MEMORY_BYTES = 1024L * 1024 * 1024;

    private AtRest() {}

    /** Every value of every column of every SQLite table, as text, by table and column. */
    static Map<String, List<String>> sqlite(Path database) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (Sqlite sqlite = Sqlite.reader(database)) {
            sqlite.jdbi().useHandle(handle -> {
                for (String table : strings(handle, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
                    for (String column : strings(handle, "SELECT name FROM pragma_table_xinfo('" + table + "')")) {
                        values.put(
                                table + "." + column,
                                strings(
                                        handle,
                                        "SELECT DISTINCT CAST(\"%1$s\" AS TEXT) FROM \"%2$s\" WHERE \"%1$s\" IS NOT NULL"
                                                .formatted(column, table)));
                    }
                }
            });
        }
        return values;
    }

    private static List<String> strings(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).list();
    }

    /** Every value of every ClickHouse column that can hold text, the engine's own logs included. */
    static Map<String, List<String>> clickHouse(Path directory) throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (EmbeddedClickHouse engine = EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(
                        directory, EngineLibrary.ofThisMachine().install(line -> {}), 0, ENGINE_MEMORY_BYTES));
                Connection connection = new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password()).connect()) {
            for (List<String> column : rows(connection, """
                    SELECT database, table, name FROM system.columns
                    WHERE type LIKE '%String%' AND (table LIKE '%_log' OR database NOT IN
                      ('system', 'information_schema', 'INFORMATION_SCHEMA'))""", 3)) {
                String table = "\"" + column.get(0) + "\".\"" + column.get(1) + "\"";
                values.put(
                        String.join(".", column),
                        rows(connection, "SELECT DISTINCT toString(\"" + column.get(2) + "\") FROM " + table, 1)
                                .stream()
                                .map(List::getFirst)
                                .toList());
            }
        }
        return values;
    }

    private static List<List<String>> rows(Connection connection, String query, int columns) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
