package com.metricai.store.migration;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the ClickHouse schema up to date, before first use: ClickHouse may come up later than the services, and without
 * the database. It has no
 * transactions over DDL, so each statement is written to be repeatable (IF NOT EXISTS), and the version is noted in
 * {@code metric_ai_schema} after the last statement of a file: a file that failed half-way is run again as a whole.
 */
public final class ClickHouseSchema {
    private static final List<Migration> ALL = Migration.load("clickhouse", List.of("0001_metrics"));

    private static final String VERSIONS = """
            CREATE TABLE IF NOT EXISTS metric_ai_schema (version UInt32, applied_at DateTime('UTC') DEFAULT now())
            ENGINE = MergeTree ORDER BY version""";

    private static final String CURRENT = "SELECT max(version) FROM metric_ai_schema";

    private final ClickHouse clickHouse;
    private final List<Migration> all;
    private volatile boolean upToDate;

    public ClickHouseSchema(ClickHouse clickHouse) {
        this(clickHouse, ALL);
    }

    ClickHouseSchema(ClickHouse clickHouse, List<Migration> all) {
        this.clickHouse = clickHouse;
        this.all = all;
    }

    static List<Migration> all() {
        return ALL;
    }

    /** The newest version that this software knows. */
    public static int newest() {
        return ALL.size();
    }

    /**
     * Does the work once, whoever calls first, and again after {@link #forget}.
     *
     * @throws ClickHouseAway when ClickHouse is away or refuses a statement; the next call tries again
     * @throws IllegalStateException when the schema was made by a newer version of this software
     */
    public synchronized void ensure() {
        if (upToDate) {
            return;
        }
        try {
            if (!clickHouse.hasDatabase()) {
                clickHouse.createDatabase();
            }
            migrate();
        } catch (SQLException e) {
            throw new ClickHouseAway("could not prepare the ClickHouse schema", e);
        }
        upToDate = true;
    }

    private void migrate() throws SQLException {
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(VERSIONS);
            int current = current(statement);
            if (current > all.size()) {
                throw new IllegalStateException("ClickHouse has schema " + current + ", this version knows "
                        + all.size() + ": start the version that wrote it, or a newer one");
            }
            for (Migration migration : all.subList(current, all.size())) {
                for (String sql : migration.statements()) {
                    statement.execute(sql);
                }
                statement.execute("INSERT INTO metric_ai_schema (version) VALUES (" + migration.version() + ")");
            }
        }
    }

    /** Has the next call do the work again: the server may be another one now, or have lost its tables. */
    public void forget() {
        upToDate = false;
    }

    private static int current(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(CURRENT)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
