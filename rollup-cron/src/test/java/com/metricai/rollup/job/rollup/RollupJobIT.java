package com.metricai.rollup.job.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.consumer.Captures;
import com.metricai.consumer.NaiveReader;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.consumer.write.TestStore;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.store.TestEngine;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.sqlite.Sqlite;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Rollups of what the consumer wrote into a real SQLite and a real ClickHouse. */
class RollupJobIT {
    private static final Instant NOW = Captures.RECEIVED.plus(Duration.ofHours(1));
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final String DAY_ROWS = "SELECT * FROM rollups_daily";
    private static final String COST = "SELECT coalesce(sum(cost_micros), 0) FROM rollups_daily WHERE day = ?";

    @TempDir
    static Path engineDirectory;

    private static TestEngine engine;
    private static ClickHouse clickHouse;
    private static ClickHouseInserter inserter;

    @TempDir
    Path directory;

    private String org;
    private TestStore store;
    private Sqlite reader;
    private OutboxRelay relay;
    private RollupJob job;

    @BeforeAll
    static void startEngine() {
        engine = TestEngine.start(engineDirectory);
        clickHouse = engine.clickHouse();
        inserter = new ClickHouseInserter(clickHouse);
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            inserter.close();
            engine.close();
        }
    }

    @BeforeEach
    void start(TestInfo test) {
        // The tests share an engine, not an org.
        org = test.getDisplayName();
        Path file = directory.resolve("metric-ai.db");
        store = new TestStore(file, NOW);
        reader = Sqlite.reader(file);
        relay = new OutboxRelay(store.sqlite().jdbi(), inserter, new ClickHouseSchema(clickHouse));
        store.sqlite()
                .jdbi()
                .useHandle(
                        handle -> handle.execute("INSERT INTO orgs (id, name, created_at) VALUES (?, 'Org', 1)", org));
        job = new RollupJob(
                store.sqlite().jdbi(),
                reader.jdbi(),
                clickHouse,
                Clock.fixed(NOW, ZoneOffset.UTC),
                TestStore.RETENTION);
    }

    @AfterEach
    void stop() {
        reader.close();
        store.close();
    }

    @Test
    void captures_rollUpToWhatANaiveReaderReads() {
        List<Captures.Request> requests = Captures.json();
        NaiveReader expected = NaiveReader.of(requests);
        requests.forEach(request -> store.write(request.interpreted(org)));
        relay.relay();
        assertThat(job.rollUpMarked()).isPositive();

        assertThat(costBy("model")).isEqualTo(expected.costBy(item -> item.attribute("model")));
        assertThat(costBy("user")).isEqualTo(expected.costBy(NaiveReader.Item::user));
        assertThat(costBy("repo")).isEqualTo(expected.costBy(NaiveReader.Item::repo));
        assertThat(sum("event_cost_micros"))
                .isEqualTo(NaiveReader.sum(expected.events("api_request"), NaiveReader.Item::costMicros));
        assertThat(sum("metric_cost_micros"))
                .isEqualTo(NaiveReader.sum(expected.points("cost.usage"), NaiveReader.Item::valueMicros));
        assertThat(sum("input_tokens")).isEqualTo(expected.tokens("input_tokens", "input"));
        assertThat(sum("output_tokens")).isEqualTo(expected.tokens("output_tokens", "output"));
        assertThat(sum("cache_read_tokens")).isEqualTo(expected.tokens("cache_read_tokens", "cacheRead"));
        assertThat(sum("cache_creation_tokens")).isEqualTo(expected.tokens("cache_creation_tokens", "cacheCreation"));
        assertThat(sum("api_requests")).isEqualTo(expected.count("api_request", event -> true));
        assertThat(sum("api_errors")).isEqualTo(expected.count("api_error", event -> true));
        assertThat(sum("prompts")).isEqualTo(expected.count("user_prompt", event -> true));
        assertThat(sum("tool_calls")).isEqualTo(expected.count("tool_result", event -> true));
        assertThat(sum("tool_failures"))
                .isPositive()
                .isEqualTo(expected.count(
                        "tool_result", event -> event.attribute("success").equals("false")));
        assertThat(sum("accepts")).isEqualTo(decisions(expected, "accept"));
        assertThat(sum("rejects")).isPositive().isEqualTo(decisions(expected, "reject"));
        assertThat(store.number("SELECT sum(accepts) + sum(rejects) FROM decisions_daily"))
                .isEqualTo(sum("accepts") + sum("rejects"));
        assertThat(sum("lines_added")).isEqualTo(points(expected, "lines_of_code.count", "added"));
        assertThat(sum("lines_removed")).isEqualTo(points(expected, "lines_of_code.count", "removed"));
        assertThat(sum("commits")).isPositive().isEqualTo(points(expected, "commit.count", ""));
        assertThat(sum("pull_requests")).isPositive().isEqualTo(points(expected, "pull_request.count", ""));
        assertThat(sum("active_cli_ms")).isEqualTo(activeMs(expected, "cli"));
        assertThat(sum("active_user_ms")).isEqualTo(activeMs(expected, "user"));
        assertThat(sum("blocked_ms")).isEqualTo(store.number("SELECT sum(blocked_ms) FROM spans"));
        Set<String> active = new HashSet<>();
        expected.events("user_prompt").forEach(event -> active.add(event.session()));
        expected.events("api_request").forEach(event -> active.add(event.session()));
        assertThat(store.number("SELECT count(DISTINCT session_id) FROM session_days s WHERE EXISTS"
                        + " (SELECT 1 FROM sessions x WHERE x.session_id = s.session_id AND has_logs = 1)"))
                .isEqualTo(active.size());
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void rerun_leavesTheSameRows() {
        Captures.json("tools", "edits", "cumulative").forEach(request -> store.write(request.interpreted(org)));
        relay.relay();
        job.rollUpMarked();
        List<String> once = dump();
        assertThat(once).isNotEmpty();
        assertThat(job.rollUpRecent()).isPositive();
        assertThat(dump()).isEqualTo(once);
    }

    @Test
    void rollupThatStoodStill_replacesNoLaterOne() {
        store.write(event("api_request", "s", MIDNIGHT, 100));
        AtomicBoolean first = new AtomicBoolean(true);
        try (Sqlite other = Sqlite.reader(directory.resolve("metric-ai.db"))) {
            RollupJob awake = new RollupJob(
                    store.sqlite().jdbi(),
                    other.jdbi(),
                    clickHouse,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    TestStore.RETENTION);
            reader.jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    if (String.valueOf(context.getRenderedSql()).contains("GROUP BY name") && first.getAndSet(false)) {
                        store.write(event("api_request", "s", MIDNIGHT.plusSeconds(1), 20));
                        awake.rollUpMarked();
                    }
                }
            });
            job.rollUpRecent();
        }
        assertThat(first).isFalse();
        assertThat(store.number(COST, "2026-11-22")).isEqualTo(120);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void markRaisedDuringARollup_survives() {
        store.write(event("api_request", "s", MIDNIGHT, 100));
        AtomicBoolean first = new AtomicBoolean(true);
        reader.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                // The job has read the events and has not yet replaced the day.
                if (String.valueOf(context.getRenderedSql()).contains("GROUP BY name") && first.getAndSet(false)) {
                    store.write(event("api_request", "s", MIDNIGHT.plusSeconds(1), 20));
                }
            }
        });
        job.rollUpMarked();
        assertThat(first).isFalse();
        assertThat(store.number(COST, "2026-11-22")).isEqualTo(100);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isEqualTo(1);
        job.rollUpMarked();
        assertThat(store.number(COST, "2026-11-22")).isEqualTo(120);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void sessionAcrossMidnight_isCountedOnItsDaysAndPaidOnce() {
        store.write(event("api_request", "s", MIDNIGHT.minusMillis(1), 100));
        store.write(event("api_request", "s", MIDNIGHT, 20));
        // The metrics of the first request are stamped after midnight.
        store.write(cost("s", MIDNIGHT.plusSeconds(30), "0.00012"));
        relay.relay();
        job.rollUpMarked();
        assertThat(store.number(COST, "2026-11-21")).isEqualTo(100);
        assertThat(store.number(COST, "2026-11-22")).isEqualTo(20);
        assertThat(sum("metric_cost_micros")).isEqualTo(120);
        assertThat(store.number("SELECT count(DISTINCT day) FROM session_days")).isEqualTo(2);
        assertThat(store.number("SELECT count(DISTINCT session_id) FROM session_days"))
                .isEqualTo(1);
    }

    @Test
    void firstApiRequestAfterARollup_turnsTheLedgerOver() {
        store.write(cost("s", MIDNIGHT.minusSeconds(60), "0.0001"));
        relay.relay();
        job.rollUpMarked();
        assertThat(store.number(COST, "2026-11-21")).as("metrics only").isEqualTo(100);
        store.write(event("api_request", "s", MIDNIGHT.plusSeconds(60), 100));
        job.rollUpMarked();
        assertThat(store.number(COST, "2026-11-21")).isZero();
        assertThat(store.number(COST, "2026-11-22")).isEqualTo(100);
        assertThat(sum("metric_cost_micros")).isEqualTo(100);
    }

    @Test
    void lateData_isRolledUpAndAClosedDayIsNot() {
        Instant late = NOW.minus(Duration.ofDays(20));
        store.write(event("api_request", "s", late, 100));
        store.sqlite().jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO rollups_daily SELECT ?, '2026-10-20', 'dev', 'x', 'x', 'x', 'x', 'x', 'x', 7,"
                            + " 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
                    org);
            handle.execute("INSERT INTO dirty_days VALUES (?, '2026-10-20', 'dev', 1)", org);
        });
        job.rollUpMarked();
        assertThat(store.number(COST, "2026-11-02")).isEqualTo(100);
        assertThat(store.number(COST, "2026-10-20")).as("closed").isEqualTo(7);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void whatIsMarkedWhileRecentDaysAreRecomputed_doesNotWaitForTheirEnd() {
        String lastUser = "SELECT cost_micros FROM rollups_daily WHERE day = '2026-11-22' AND user = 'user59'";
        store.sqlite().jdbi().useTransaction(handle -> {
            for (int i = 10; i < 60; i++) {
                handle.execute(
                        "INSERT INTO rollups_daily SELECT ?, '2026-11-22', ?, 'x', 'x', 'x', 'x', 'x', 'x', 7,"
                                + " 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
                        org,
                        "user" + i);
            }
        });
        List<Long> leftWhenItWasDone = new ArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        reader.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                if (!String.valueOf(context.getRenderedSql()).contains("GROUP BY name")) {
                    return;
                }
                if (first.getAndSet(false)) {
                    store.write(event("api_request", "s", NOW.minus(Duration.ofDays(3)), 100));
                } else if (leftWhenItWasDone.isEmpty() && store.number(COST, "2026-11-19") == 100) {
                    leftWhenItWasDone.add(store.number("SELECT count(*) FROM rollups_daily WHERE cost_micros = 7"));
                }
            }
        });
        job.rollUpRecent();
        assertThat(leftWhenItWasDone).as("of the users of the recent day").hasSize(1);
        assertThat(leftWhenItWasDone.getFirst()).isPositive();
        assertThat(store.rows(lastUser)).as("recomputed: it has no events").isEmpty();
    }

    /** Their query would be longer than ClickHouse reads. */
    @Test
    void manyUsersWithLongNames_areRolledUp() {
        store.sqlite().jdbi().useTransaction(handle -> {
            for (int i = 0; i < 400; i++) {
                handle.execute("INSERT INTO dirty_days VALUES (?, '2026-11-22', ?, 1)", org, i + "€".repeat(250));
            }
        });
        assertThat(job.rollUpMarked()).isEqualTo(400);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void daysThatFailForThemselves_keepNobodyElseOut() {
        store.write(event("api_request", "s", NOW.minus(Duration.ofDays(3)), 100));
        store.sqlite().jdbi().useTransaction(handle -> {
            for (int i = 0; i < 1000; i++) {
                handle.execute("INSERT INTO dirty_days VALUES (?, '2026-11-22', ?, 1)", org, "bad" + i);
            }
            handle.execute("CREATE TRIGGER fails BEFORE DELETE ON dirty_days WHEN old.user LIKE 'bad%'"
                    + " BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
        });
        assertThatThrownBy(job::rollUpMarked).hasStackTraceContaining("on purpose");
        assertThatThrownBy(job::rollUpMarked).hasStackTraceContaining("on purpose");
        assertThat(store.number(COST, "2026-11-19")).isEqualTo(100);

        store.sqlite().jdbi().useHandle(handle -> handle.execute("DROP TRIGGER fails"));
        assertThat(job.rollUpMarked()).isEqualTo(1000);
        assertThat(store.number("SELECT count(*) FROM dirty_days")).isZero();
    }

    @Test
    void orgs_doNotMix() {
        store.write(event("api_request", "s", MIDNIGHT, 100));
        store.write(cost("m", MIDNIGHT, "0.00001"));
        relay.relay();
        job.rollUpMarked();
        assertThat(store.number("SELECT sum(cost_micros) FROM rollups_daily WHERE org_id = ?", org))
                .isEqualTo(110);
        assertThat(store.number("SELECT count(*) FROM rollups_daily WHERE org_id <> ?", org))
                .isZero();
    }

    private List<String> dump() {
        List<String> rows = new ArrayList<>(store.rows(DAY_ROWS));
        rows.addAll(store.rows("SELECT * FROM decisions_daily"));
        rows.addAll(store.rows("SELECT * FROM session_days"));
        return rows;
    }

    private long sum(String column) {
        return store.number("SELECT coalesce(sum(" + column + "), 0) FROM rollups_daily");
    }

    private Map<String, Long> costBy(String column) {
        return store.sqlite()
                .jdbi()
                .withHandle(handle -> handle.select("SELECT " + column
                                + " AS k, sum(cost_micros) AS c FROM rollups_daily GROUP BY 1 HAVING c > 0")
                        .reduceRows(new TreeMap<>(), (costs, row) -> {
                            costs.put(row.getColumn("k", String.class), row.getColumn("c", Long.class));
                            return costs;
                        }));
    }

    private static long decisions(NaiveReader expected, String decision) {
        Set<String> logged = new HashSet<>();
        expected.events().forEach(event -> logged.add(event.session()));
        return expected.count(
                        "tool_decision", event -> event.attribute("decision").equals(decision))
                + NaiveReader.sum(
                        expected.points("code_edit_tool.decision"),
                        point -> point.attribute("decision").equals(decision) && !logged.contains(point.session())
                                ? NaiveReader.whole(point)
                                : 0);
    }

    private static long points(NaiveReader expected, String name, String type) {
        return NaiveReader.sum(
                expected.points(name), point -> point.attribute("type").equals(type) ? NaiveReader.whole(point) : 0);
    }

    private static long activeMs(NaiveReader expected, String type) {
        return NaiveReader.sum(
                expected.points("active_time.total"),
                point -> point.attribute("type").equals(type)
                        ? point.value()
                                .movePointRight(3)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact()
                        : 0);
    }

    private Interpreted event(String name, String session, Instant at, long micros) {
        return interpret(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"attributes\":[" + text("event.name", name) + "," + text("session.id", session)
                        + ","
                        + text("user", "dev") + "," + text("cost_usd_micros", Long.toString(micros)) + "]}]}]}]}");
    }

    private Interpreted cost(String session, Instant at, String usd) {
        return interpret(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"claude_code.cost.usage\",\"sum\":{"
                        + "\"aggregationTemporality\":1,\"dataPoints\":[{\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"asDouble\":" + usd + ",\"attributes\":[" + text("session.id", session) + ","
                        + text("user", "dev") + "]}]}}]}]}]}");
    }

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private Interpreted interpret(Signal signal, String json) {
        return Interpreter.interpret(
                Captures.envelope(org, signal, Encoding.JSON, Captures.RECEIVED),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }
}
