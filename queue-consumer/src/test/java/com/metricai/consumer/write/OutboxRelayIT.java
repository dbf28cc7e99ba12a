package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.consumer.Captures;
import com.metricai.service.metric.Standing;
import com.metricai.store.TestEngine;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRelayIT {
    private static final String OUTBOX = "SELECT count(*) FROM outbox";

    @TempDir
    static Path engineDirectory;

    private static TestEngine engine;

    @TempDir
    Path directory;

    private TestStore store;
    private ClickHouseInserter inserter;
    private OutboxRelay relay;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = TestEngine.start(Files.createDirectories(engineDirectory.resolve("engine")));
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void start() {
        store = new TestStore(directory.resolve("x.db"), Captures.RECEIVED);
        inserter = new ClickHouseInserter(clickHouse());
        relay = new OutboxRelay(store.sqlite().jdbi(), inserter, new ClickHouseSchema(clickHouse()));
    }

    @AfterEach
    void stop() {
        inserter.close();
        store.close();
    }

    @Test
    void clickHouseThatLostItsTables_isPreparedAgain() throws Exception {
        put("before", "1");
        relay.relay();
        execute("DROP TABLE metric_ai_metrics");
        execute("DROP TABLE metric_ai_schema");
        put("after", "1");
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(ClickHouseAway.class)
                .until(() -> {
                    relay.relay();
                    return true;
                });
        assertThat(rows("after")).isEqualTo(1);
    }

    @Test
    void rowThatClickHouseRefuses_isLeftOut_andHoldsUpNoOther() {
        for (int i = 0; i < 5; i++) {
            put("good", Integer.toString(i));
        }
        put("bad", "\"much\"");
        put("good", "7");
        relay.relay();
        assertThat(store.number(OUTBOX)).isZero();
        assertThat(rows("good")).isEqualTo(6);
        assertThat(rows("bad")).isZero();
        assertThat(store.number("SELECT records FROM books WHERE outcome = 'note:refused_by_clickhouse'"))
                .isEqualTo(1);
    }

    @Test
    void rowsThatWereLeftBehind_areMovedWithoutAnExport() {
        put("left", "1");
        try (OutboxSweep _ = new OutboxSweep(
                relay, new Standing("outbox", new SimpleMeterRegistry(), Clock.systemUTC()), Duration.ofMillis(50))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> store.number(OUTBOX) == 0);
            put("later", "1");
            await().atMost(Duration.ofSeconds(20)).until(() -> store.number(OUTBOX) == 0);
        }
        assertThat(rows("left") + rows("later")).isEqualTo(2);
    }

    private void put(String user, String costMicros) {
        String payload = "{\"org_id\":\"acme\",\"minute\":1795384800,\"user\":\"" + user + "\",\"session_id\":\""
                + costMicros.replace("\"", "") + "\",\"cost_micros\":" + costMicros + "}";
        store.sqlite()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO outbox (org_id, day, user, payload) VALUES ('acme', '2026-11-22', ?, ?)",
                        user,
                        payload));
    }

    private static long rows(String user) {
        return TestEngine.number(
                clickHouse(), "SELECT count() FROM metric_ai_metrics FINAL WHERE user = '" + user + "'");
    }

    private static ClickHouse clickHouse() {
        return engine.clickHouse();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = clickHouse().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
