package com.metricai.store.migration;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the ClickHouse schema up to date, before first use: ClickHouse may come up later than the services. It has no
 * transactions over DDL, so each statement is written to be repeatable (IF NOT EXISTS).
 */
public final class ClickHouseSchema {
    private static final List<Migration> ALL = Migration.load("clickhouse", List.of("0001_metrics"));

    private final ClickHouse clickHouse;
    private volatile boolean upToDate;

    public ClickHouseSchema(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Does the work once per process, whoever calls first.
     *
     * @throws ClickHouseAway when ClickHouse is away or refuses a statement; the next call tries again
     */
    public synchronized void ensure() {
        if (upToDate) {
            return;
        }
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement()) {
            for (Migration migration : ALL) {
                for (String sql : migration.statements()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new ClickHouseAway("could not prepare the ClickHouse schema", e);
        }
        upToDate = true;
    }
}
