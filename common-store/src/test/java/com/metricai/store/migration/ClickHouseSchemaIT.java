package com.metricai.store.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.store.TestEngine;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.clickhouse.MetricCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ClickHouse schema on a real engine. */
class ClickHouseSchemaIT {
    private static final String VERSION = "SELECT max(version) FROM metric_ai_schema";
    private static final int NEXT = ClickHouseSchema.newest() + 1;

    @TempDir
    Path directory;

    private TestEngine engine;
    private ClickHouse clickHouse;

    @BeforeEach
    void start() throws SQLException {
        engine = TestEngine.start(directory);
        clickHouse = engine.clickHouse();
        clickHouse.createDatabase();
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void databaseThatIsMissing_isMade() throws SQLException {
        ClickHouse own = clickHouse;
        clickHouse = new ClickHouse(own.url().replaceFirst("/metric_ai\\b", "/another"), own.user(), own.password());
        assertThat(clickHouse.hasDatabase()).isFalse();
        assertThat(MetricCheck.damage(clickHouse, Duration.ofSeconds(1))).isEmpty();
        new ClickHouseSchema(clickHouse).ensure();
        assertThat(clickHouse.hasDatabase()).isTrue();
        assertThat(number("SELECT count() FROM another.metric_ai_metrics")).isZero();
    }

    @Test
    void tableOfBeforeVersionsWereNoted_keepsItsRows() {
        ClickHouseSchema.all().getFirst().statements().forEach(this::run);
        run(
                "INSERT INTO metric_ai_metrics (org_id, minute, user, fingerprint, cost_micros) VALUES ('acme', now(), 'ann', 'f', 7)");
        new ClickHouseSchema(clickHouse).ensure();
        assertThat(number("SELECT sum(cost_micros) FROM metric_ai_metrics FINAL"))
                .isEqualTo(7);
        assertThat(number(VERSION)).isEqualTo(ClickHouseSchema.newest());
    }

    @Test
    void newerSchema_isRefused() {
        new ClickHouseSchema(clickHouse).ensure();
        run("INSERT INTO metric_ai_schema (version) VALUES (999)");
        assertThatThrownBy(() -> new ClickHouseSchema(clickHouse).ensure())
                .hasMessageContaining("schema 999")
                .hasMessageContaining("start the version that wrote it");
    }

    @Test
    void migrationThatFailsHalfWay_isRunAgainAsAWhole() {
        new ClickHouseSchema(clickHouse).ensure();
        run(
                "INSERT INTO metric_ai_metrics (org_id, minute, user, fingerprint, cost_micros) VALUES ('acme', now(), 'ann', 'f', 7)");
        String first = "ALTER TABLE metric_ai_metrics ADD COLUMN IF NOT EXISTS pages Int64";
        assertThatThrownBy(() -> with(first, "INSERT INTO nowhere VALUES (1)").ensure())
                .isInstanceOf(ClickHouseAway.class);
        assertThat(number(VERSION)).isEqualTo(ClickHouseSchema.newest());
        with(first, "ALTER TABLE metric_ai_metrics ADD COLUMN IF NOT EXISTS words Int64")
                .ensure();
        assertThat(number(VERSION)).isEqualTo(NEXT);
        assertThat(number("SELECT sum(cost_micros + pages + words) FROM metric_ai_metrics FINAL"))
                .isEqualTo(7);
    }

    private ClickHouseSchema with(String... statements) {
        Migration next = new Migration(NEXT, "next", List.of(statements));
        return new ClickHouseSchema(
                clickHouse,
                Stream.concat(ClickHouseSchema.all().stream(), Stream.of(next)).toList());
    }

    private void run(String sql) {
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
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
