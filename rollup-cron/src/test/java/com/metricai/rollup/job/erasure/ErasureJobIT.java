package com.metricai.rollup.job.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.consumer.write.TestStore;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.rollup.job.rollup.RollupJob;
import com.metricai.store.TestEngine;
import com.metricai.store.access.Actor;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.people.Erasures;
import com.metricai.store.people.Erasures.Erasure;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Erasures over a real SQLite and a real ClickHouse, whose files are searched afterwards. */
class ErasureJobIT {
    private static final Instant NOW = Captures.RECEIVED.plus(Duration.ofHours(1));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant LATER = NOW.plusSeconds(120);
    private static final String OTHER = "bob.the.other@example.com";

    private static final List<String> TABLES = List.of(
            "spans",
            "events",
            "sessions",
            "session_metric_days",
            "prompt_summary",
            "reporting",
            "rollups_daily",
            "decisions_daily",
            "session_days",
            "session_totals_daily",
            "prompts_daily",
            "agents_daily",
            "rollup_grains");

    private static int tests;

    @TempDir
    static Path engineDirectory;

    private static TestEngine engine;
    private static ClickHouse clickHouse;
    private static ClickHouseInserter inserter;

    @TempDir
    Path directory;

    private String org;
    private String person;
    private Path file;
    private TestStore store;
    private Sqlite reader;
    private OutboxRelay relay;
    private RollupJob rollup;
    private Erasures erasures;

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
    void start() {
        // The tests share an engine, not an org or a person.
        tests++;
        org = "org'" + tests;
        person = "ada.lovelace." + tests + "@example.com";
        file = directory.resolve("metric-ai.db");
        store = new TestStore(file, NOW);
        reader = Sqlite.reader(file);
        relay = new OutboxRelay(store.sqlite().jdbi(), inserter, new ClickHouseSchema(clickHouse));
        store.sqlite()
                .jdbi()
                .useHandle(
                        handle -> handle.execute("INSERT INTO orgs (id, name, created_at) VALUES (?, 'Org', 1)", org));
        rollup = new RollupJob(store.sqlite().jdbi(), reader.jdbi(), clickHouse, CLOCK, TestStore.RETENTION);
        erasures = new Erasures(store.sqlite().jdbi(), CLOCK);
    }

    @AfterEach
    void stop() {
        reader.close();
        store.close();
    }

    private ErasureJob job() {
        return job(clickHouse, CLOCK);
    }

    private ErasureJob job(ClickHouse clickHouse, Clock clock) {
        return new ErasureJob(store.sqlite().jdbi(), reader.jdbi(), clickHouse, file, clock);
    }

    @Test
    void person_isInNoFileAfterwards_andOthersAreAsBefore() {
        captures().forEach(store::write);
        relay.relay();
        rollup.rollUpMarked();
        List<String> others = others();
        assertThat(others).hasSizeGreaterThan(100);
        assertThat(places()).as("the search finds what is there").isNotEmpty();

        Erasure erasure = erasures.request(
                org, person.toUpperCase(java.util.Locale.ROOT), "person-1", false, Actor.local("admin"));
        finish(job());

        assertThat(places()).isEmpty();
        assertThat(others()).isEqualTo(others);
        Erasure finished = erasures.of(org).getFirst();
        assertThat(finished.id()).isEqualTo(erasure.id());
        assertThat(finished.user()).isEmpty();
        assertThat(finished.finishedAt()).isEqualTo(NOW.toEpochMilli());
        assertThat(finished.deletedRows()).isGreaterThan(100);
        assertThat(settings()).as("of the table").doesNotContain("old_parts_lifetime");

        // A replay, from the topic or the dead-letter topic, and the next rollups.
        captures().forEach(store::write);
        relay.relay();
        rollup.rollUpMarked();
        rollup.rollUpRecent();
        assertThat(places()).isEmpty();
        assertThat(others()).isEqualTo(others);
        // Spans and events; of the metrics the fingerprints are known.
        assertThat(store.rows("SELECT signal FROM books WHERE outcome = 'dropped:erased'"))
                .containsExactly("{signal=logs}", "{signal=traces}");
    }

    @Test
    void rowsOnTheirWay_areWaitedFor() {
        captures().forEach(store::write);
        erasures.request(org, person, "person-1", true, Actor.local("admin"));
        ErasureJob job = job();
        assertThat(job.run()).isZero();
        assertThat(job.run()).isZero();
        assertThat(erasures.open()).hasSize(1);
        relay.relay();
        // The marks of the relay: a day is rolled up from rows that are about to go.
        rollup.rollUpMarked();
        finish(job);
        assertThat(places()).isEmpty();
        assertThat(metricRows(OTHER)).isPositive();
    }

    @Test
    void killedAfterAnyStatement_itComesToTheSameEnd() {
        captures().forEach(store::write);
        relay.relay();
        rollup.rollUpMarked();
        List<String> others = others();
        erasures.request(org, person, "person-1", false, Actor.local("admin"));
        PowerCord cord = new PowerCord();
        store.sqlite().jdbi().setSqlLogger(cord);
        int cuts = 0;
        boolean isFinished = false;
        for (int statements = 1; !isFinished; statements += 3) {
            cord.cutAfter(statements);
            isFinished = isFinished(job());
            cuts += isFinished ? 0 : 1;
            cord.cutAfter(Integer.MAX_VALUE);
            assertThat(erasures.open()).hasSize(isFinished ? 0 : 1);
        }
        assertThat(cuts).isGreaterThan(5);
        assertThat(places()).isEmpty();
        assertThat(others()).isEqualTo(others);
    }

    @Test
    void killedBetweenTheNameAndTheEnd_stillClearsTheFile() {
        captures().forEach(store::write);
        relay.relay();
        Erasure erasure = erasures.request(org, person, "person-1", false, Actor.local("admin"));
        store.sqlite().jdbi().useHandle(handle -> {
            // As left behind by deletions that did not overwrite.
            handle.execute("PRAGMA secure_delete = false");
            Stream.concat(TABLES.stream(), Stream.of("dirty_days"))
                    .forEach(table -> handle.execute("DELETE FROM " + table + " WHERE user = ?", person));
            handle.execute("PRAGMA secure_delete = true");
        });
        erasures.forgetName(erasure.id());
        assertThat(grep(directory)).isNotEmpty();
        assertThat(job().run()).isEqualTo(1);
        assertThat(grep(directory)).isEmpty();
    }

    @Test
    void somebodyWhoGoesOnWorking_isErasedUpToNow() {
        captures().forEach(store::write);
        relay.relay();
        erasures.request(org, person, "person-1", false, Actor.local("admin"));
        ErasureJob job = job();
        job.run();
        Instant later = NOW.plusSeconds(120);
        store.write(event(person, "later", later, 70));
        relay.relay();
        finish(job);
        rollup.rollUpMarked();
        assertThat(store.number("SELECT sum(cost_micros) FROM rollups_daily WHERE user = ?", person))
                .isEqualTo(70);
    }

    @Test
    void whatIsSentWhileItWaits_staysInBothStores() {
        captures().forEach(store::write);
        request(false);
        ErasureJob job = job();
        assertThat(job.run()).as("rows are on their way").isZero();
        store.write(
                event(person, "later", LATER, 70),
                cost(person, "later", LATER, LATER, "0.00007"),
                cost(person, "of-metrics", LATER, LATER, "0.00008"));
        relay.relay();
        finish(job);
        rollup.rollUpMarked();
        assertThat(sum("events")).isEqualTo(70);
        assertThat(metricRows(person)).isEqualTo(2);
        assertThat(sum("rollups_daily")).isEqualTo(150);
        assertThat(store.rows("SELECT session_id FROM sessions WHERE user = ?", person))
                .containsExactly("{session_id=later}", "{session_id=of-metrics}");
        for (String table : List.of("spans", "prompt_summary", "prompts_daily", "decisions_daily")) {
            assertThat(store.rows("SELECT * FROM " + table + " WHERE user = ?", person))
                    .as(table)
                    .isEmpty();
        }
    }

    @Test
    void whatIsSentSince_isNotWaitedFor() {
        request(false);
        store.write(cost(person, "later", LATER, LATER, "0.00007"));
        finish(job());
        relay.relay();
        assertThat(metricRows(person)).isEqualTo(1);
    }

    @Test
    void clickHouseIsAwayForHours_whatIsSentMeanwhileIsStored() {
        store.write(event(person, "before", NOW.minusSeconds(60), 5));
        request(false);
        Clock hoursLater = Clock.offset(CLOCK, Duration.ofHours(3));
        ClickHouse away = new ClickHouse("jdbc:clickhouse://127.0.0.1:1/metric_ai", "", "");
        assertThatThrownBy(job(away, hoursLater)::run).isInstanceOf(ClickHouseAway.class);
        store.write(event(person, "meanwhile", LATER, 70));
        finish(job(clickHouse, hoursLater));
        // What the consumer still waits with.
        store.write(event(person, "meanwhile", LATER.plusSeconds(1), 700));
        rollup.rollUpMarked();
        assertThat(sum("rollups_daily")).isEqualTo(770);
        assertThat(store.rows("SELECT * FROM books WHERE outcome = 'dropped:erased'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SELECT rowid FROM events,2", "'SELECT org_id, session_id FROM sessions',1"})
    void eventThatComesWhileItDeletes_keepsItsSession_andCountsOnce(String query, int time) {
        store.write(event(person, "session", NOW.minusSeconds(60), 5));
        rollup.rollUpMarked();
        request(false);
        reader.jdbi().setSqlLogger(new After(query, time, () -> store.write(event(person, "session", LATER, 70))));
        finish(job());
        store.write(cost(person, "session", LATER, LATER, "0.00007"));
        relay.relay();
        rollup.rollUpMarked();
        assertThat(sum("rollups_daily")).isEqualTo(70);
        assertThat(sum("events")).isEqualTo(70);
        assertThat(store.rows("SELECT has_events FROM sessions")).containsExactly("{has_events=1}");
    }

    @Test
    void dayAndSessionThatGoOn_keepNothingFromBefore() {
        Instant before = NOW.minusSeconds(600);
        store.write(
                span(person, "session", before),
                event(person, "session", before, 5),
                cost(person, "of-metrics", before, before, "0.00001"));
        relay.relay();
        rollup.rollUpMarked();
        request(false);
        store.write(event(person, "session", LATER, 70), cost(person, "of-metrics", LATER, LATER, "0.00008"));
        relay.relay();
        rollup.rollUpMarked();
        assertThat(sum("rollups_daily")).isEqualTo(165);

        finish(job());
        rollup.rollUpMarked();
        assertThat(sum("rollups_daily")).isEqualTo(150);
        assertThat(sum("session_totals_daily")).isEqualTo(150);
        assertThat(store.number(
                        "SELECT sum(cost_micros) FROM rollup_grains WHERE grain = 'user' AND length(period) = 7"))
                .isEqualTo(150);
        assertThat(store.rows("SELECT * FROM spans")).isEmpty();
        assertThat(store.rows("SELECT first_seen_at, last_seen_at FROM sessions WHERE session_id = 'session'"))
                .containsExactly(
                        "{first_seen_at=" + NOW.toEpochMilli() + ", last_seen_at=" + LATER.toEpochMilli() + "}");
        assertThat(store.rows("SELECT traces_last_seen_at, logs_last_seen_at FROM reporting"))
                .containsExactly("{logs_last_seen_at=" + LATER.toEpochMilli() + ", traces_last_seen_at=null}");
    }

    @Test
    void promptUnderWay_isSummedUpAgainFromItsLaterEvents() {
        store.write(prompted(NOW.minusSeconds(60), 5));
        rollup.rollUpMarked();
        request(false);
        store.write(prompted(LATER, 70));
        finish(job());
        assertThat(store.rows("SELECT * FROM prompt_summary")).isEmpty();
        assertThat(store.rows("SELECT prompt_id FROM traces")).containsExactly("{prompt_id=prompt}");
        store.write(prompted(LATER.plusSeconds(1), 700));
        rollup.rollUpMarked();
        assertThat(sum("prompt_summary")).isEqualTo(770);
        assertThat(sum("rollups_daily")).isEqualTo(770);
    }

    @Test
    void rowsOfAClockThatRanAhead_goWithTheOthers() {
        Instant received = NOW.minusSeconds(5);
        store.write(event(person, "ahead", LATER, received, 5));
        store.write(cost(person, "ahead", LATER, received, "0.00001"));
        relay.relay();
        rollup.rollUpMarked();
        request(false);
        takenEarlier();
        finish(job());
        assertThat(places()).isEmpty();
    }

    @Test
    void metricsOfAClockThatRanAhead_goByTheTimeOfReceipt() {
        store.write(cost(person, "ahead", LATER, NOW.minusSeconds(5), "0.00001"));
        takenEarlier();
        request(false);
        ErasureJob job = job();
        assertThat(job.run()).as("the row is on its way").isZero();
        store.write(cost(person, "later", LATER, LATER, "0.00002"));
        relay.relay();
        finish(job);
        rollup.rollUpMarked();
        assertThat(metricRows(person)).isEqualTo(1);
        assertThat(sum("rollups_daily")).isEqualTo(20);
    }

    @Test
    void whoIsKeptOut_losesWhateverTimeItHas() {
        store.write(event(person, "later", LATER, 70), cost(person, "later", LATER, LATER, "0.00007"));
        relay.relay();
        rollup.rollUpMarked();
        request(true);
        finish(job());
        assertThat(places()).isEmpty();
        store.write(event(person, "much-later", LATER.plusSeconds(60), 70));
        assertThat(places()).isEmpty();
    }

    @Test
    void sharedSession_goesOverToTheOtherUser() {
        Instant before = NOW.minusSeconds(600);
        store.write(event("unknown", "shared", before, 5), event(person, "shared", before.plusSeconds(5), 7));
        assertThat(store.rows("SELECT user FROM sessions")).containsExactly("{user=" + person + "}");
        rollup.rollUpMarked();
        erasures.request(org, person, "person-1", false, Actor.local("admin"));
        finish(job());
        assertThat(store.rows("SELECT user, has_events FROM sessions")).containsExactly("{has_events=1, user=unknown}");
        rollup.rollUpRecent();
        assertThat(store.number("SELECT sum(cost_micros) FROM rollups_daily")).isEqualTo(5);
    }

    @Test
    void secondRequest_isTheFirstOne_untilThatIsFinished() {
        Erasure first = erasures.request(org, person, "person-1", false, Actor.local("admin"));
        assertThat(erasures.request(
                                org, person.toUpperCase(java.util.Locale.ROOT), "person-1", true, Actor.local("other"))
                        .id())
                .isEqualTo(first.id());
        finish(job());
        assertThat(erasures.request(org, person, "person-1", false, Actor.local("admin"))
                        .id())
                .isNotEqualTo(first.id());
    }

    private void request(boolean keepOut) {
        erasures.request(org, person, "person-1", keepOut, Actor.local("admin"));
    }

    /** The store's clock stands still: without this, everything is taken at the moment of the request. */
    private void takenEarlier() {
        store.sqlite().jdbi().useHandle(handle -> handle.execute("UPDATE exports_seen SET seen_at = seen_at - 1"));
    }

    /** What the person's rows of a table cost. */
    private long sum(String table) {
        return store.number("SELECT coalesce(sum(cost_micros), 0) FROM " + table + " WHERE user = ?", person);
    }

    /** False when it was cut. */
    private static boolean isFinished(ErasureJob job) {
        try {
            while (job.run() == 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("cut");
            return false;
        }
    }

    private void finish(ErasureJob job) {
        await().atMost(PATIENCE).until(() -> job.run() == 1);
    }

    /** The person's captures and the other's. */
    private List<Interpreted> captures() {
        List<Interpreted> all = new ArrayList<>();
        Captures.json("tools", "edits", "cumulative", "subagent-nested")
                .forEach(request -> all.add(interpret(request, person)));
        Captures.json("subagent", "text", "errors").forEach(request -> all.add(interpret(request, OTHER)));
        return all;
    }

    private Interpreted interpret(Captures.Request request, String user) {
        String json = new String(request.body(), StandardCharsets.UTF_8)
                .replaceAll("(\"key\":\"user\",\"value\":\\{\"stringValue\":\")[^\"]*", "$1" + user);
        assertThat(json).contains(user);
        return interpret(request.signal(), json, Captures.RECEIVED);
    }

    private Interpreted event(String user, String session, Instant at, long micros) {
        return event(user, session, at, at, micros);
    }

    private Interpreted event(String user, String session, Instant at, Instant receivedAt, long micros) {
        return interpret(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"attributes\":[" + text("event.name", "api_request") + ","
                        + text("session.id", session) + "," + text("user", user) + ","
                        + text("cost_usd_micros", Long.toString(micros)) + "]}]}]}]}",
                receivedAt);
    }

    /** An event of the person's one prompt, which has one trace. */
    private Interpreted prompted(Instant at, long micros) {
        return interpret(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"attributes\":["
                        + text("event.name", "api_request") + "," + text("session.id", "session") + ","
                        + text("prompt.id", "prompt") + "," + text("user", person) + ","
                        + text("cost_usd_micros", Long.toString(micros)) + "]}]}]}]}",
                at);
    }

    private Interpreted cost(String user, String session, Instant at, Instant receivedAt, String usd) {
        return interpret(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"claude_code.cost.usage\",\"sum\":{"
                        + "\"aggregationTemporality\":1,\"dataPoints\":[{\"startTimeUnixNano\":\""
                        + at.minusSeconds(60).toEpochMilli() + "000000\",\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"asDouble\":" + usd + ",\"attributes\":[" + text("session.id", session) + ","
                        + text("user", user) + "]}]}}]}]}]}",
                receivedAt);
    }

    private Interpreted span(String user, String session, Instant at) {
        return interpret(
                Signal.TRACES,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\","
                        + "\"spanId\":\"0102030405060708\",\"name\":\"claude_code.interaction\",\"startTimeUnixNano\":\""
                        + at.toEpochMilli() + "000000\",\"endTimeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"attributes\":[" + text("session.id", session) + "," + text("user", user)
                        + "]}]}]}]}",
                at);
    }

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private Interpreted interpret(Signal signal, String json, Instant receivedAt) {
        return Interpreter.interpret(
                Captures.envelope(org, signal, Encoding.JSON, receivedAt),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> others() {
        List<String> rows = new ArrayList<>();
        TABLES.forEach(
                table -> rows.addAll(store.rows("SELECT '" + table + "', * FROM " + table + " WHERE user = ?", OTHER)));
        rows.add("metric rows " + metricRows(OTHER));
        rows.addAll(store.rows("SELECT p.user, t.* FROM traces t JOIN prompt_summary p USING (org_id, prompt_id)"));
        rows.addAll(
                store.rows("SELECT p.user, a.* FROM prompt_agents a JOIN prompt_summary p USING (org_id, prompt_id)"));
        rows.removeIf(row -> row.contains(person));
        return rows;
    }

    private long metricRows(String user) {
        return TestEngine.number(
                clickHouse,
                "SELECT count() FROM metric_ai_metrics FINAL WHERE org_id = '" + org.replace("'", "\\'")
                        + "' AND user = '" + user + "'");
    }

    private static String settings() {
        try (var connection = clickHouse.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW CREATE TABLE metric_ai_metrics")) {
            row.next();
            return row.getString(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files of either store that hold the person's name in any spelling. */
    private List<String> places() {
        List<String> places = new ArrayList<>(grep(directory));
        places.addAll(engine.filesWith(person));
        return places;
    }

    private List<String> grep(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> bytes(each).contains(person))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        } catch (IOException e) {
            // The engine removes its files while it runs.
            return "";
        }
    }

    /** Lets something happen right after a query has found its rows, once. */
    private static final class After implements SqlLogger {
        private final String query;
        private final Runnable what;
        private int left;

        After(String query, int time, Runnable what) {
            this.query = query;
            this.left = time;
            this.what = what;
        }

        @Override
        public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().startsWith(query) && --left == 0) {
                what.run();
            }
        }
    }

    /** Ends a job in the middle of its work: the transaction that it is in is lost. */
    private static final class PowerCord implements SqlLogger {
        private int left = Integer.MAX_VALUE;

        void cutAfter(int statements) {
            left = statements;
        }

        @Override
        public void logBeforeExecution(StatementContext context) {
            if (left-- <= 0) {
                throw new IllegalStateException("cut");
            }
        }
    }
}
