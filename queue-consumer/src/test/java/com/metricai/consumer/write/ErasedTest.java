package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.store.access.Actor;
import com.metricai.store.people.Erasures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the records of people who were erased. */
class ErasedTest {
    private static final String ORG = "acme";
    private static final Instant ERASED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BEFORE = ERASED.minusSeconds(90);
    private static final Instant AFTER = ERASED.plusSeconds(90);

    /** Nothing of a person may be in them. */
    private static final List<String> TABLES = List.of(
            "spans",
            "events",
            "sessions",
            "session_metric_days",
            "prompt_summary",
            "reporting",
            "outbox",
            "dirty_days",
            "traces",
            "prompt_agents");

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(directory.resolve("metric-ai.db"), AFTER);
        store.sqlite()
                .jdbi()
                .useHandle(
                        handle -> handle.execute("INSERT INTO orgs (id, name, created_at) VALUES (?, 'Acme', 1)", ORG));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void erase(String user, boolean keepOut) {
        new Erasures(store.sqlite().jdbi(), Clock.fixed(ERASED, ZoneOffset.UTC))
                .request(ORG, user, "person-1", keepOut, Actor.local("admin"));
    }

    @Test
    void captures_ofAnErasedPerson_leaveNothingButTheBooksAndFingerprints() {
        List<Interpreted> captures = Captures.json("tools", "edits", "subagent", "cumulative").stream()
                .map(request -> request.interpreted(ORG))
                .toList();
        store.sqlite()
                .jdbi()
                .useHandle(handle -> new Erasures(
                                store.sqlite().jdbi(), Clock.fixed(Captures.RECEIVED.plusMillis(1), ZoneOffset.UTC))
                        .request(ORG, "DEV1", "person-1", false, Actor.local("admin")));
        Map<String, Long> outcomes = store.write(captures);

        TABLES.forEach(table ->
                assertThat(store.rows("SELECT * FROM " + table)).as(table).isEmpty());
        assertThat(outcomes.keySet()).noneMatch(outcome -> outcome.endsWith(".written"));
        assertThat(outcomes.get("traces.dropped:erased")).isPositive().isEqualTo(outcomes.get("traces.decoded"));
        assertThat(outcomes.get("logs.dropped:erased")).isPositive().isEqualTo(outcomes.get("logs.decoded"));
        assertThat(outcomes.get("metrics.dropped:erased")).isPositive();
        assertThat(store.number("SELECT count(*) FROM exports_seen")).isPositive();
        assertThat(store.rows("SELECT org_id, signal FROM books GROUP BY org_id, day, signal HAVING"
                        + " sum(iif(outcome = 'decoded', records, 0)) <>"
                        + " sum(iif(outcome IN ('written', 'duplicate') OR outcome LIKE 'dropped:%', records, 0))"))
                .as("books that do not balance")
                .isEmpty();
    }

    @Test
    void others_areNotTouched() {
        erase("ada", true);
        store.write(event("bob", BEFORE, BEFORE), cost("bob", 1, BEFORE, BEFORE, "0.5"));
        assertThat(store.number("SELECT count(*) FROM events")).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM outbox")).isEqualTo(1);
    }

    @Test
    void sameNameInAnotherOrg_isSomebodyElse() {
        erase("ada", true);
        store.write(interpret(
                "globex",
                Signal.LOGS,
                BEFORE,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + record("ada", BEFORE) + "]}]}]}"));
        assertThat(store.number("SELECT count(*) FROM events")).isEqualTo(1);
    }

    @Test
    void exportOfTwoPeople_losesOneOfThem() {
        erase("Ada", false);
        Map<String, Long> outcomes = store.write(List.of(events(BEFORE, record("ada", BEFORE), record("bob", BEFORE))));
        assertThat(outcomes)
                .containsEntry("logs.decoded", 2L)
                .containsEntry("logs.written", 1L)
                .containsEntry("logs.dropped:erased", 1L);
        assertThat(store.rows("SELECT user FROM reporting")).containsExactly("{user=bob}");
    }

    @Test
    void laterRecords_areStoredUnlessThePersonIsKeptOut() {
        erase("ada", false);
        store.write(event("ada", AFTER, AFTER), cost("ada", 1, AFTER, AFTER, "0.5"));
        assertThat(store.number("SELECT count(*) FROM events")).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM outbox")).isEqualTo(1);

        erase("eve", true);
        store.write(event("eve", AFTER, AFTER), cost("eve", 1, AFTER, AFTER, "0.5"));
        assertThat(store.number("SELECT count(*) FROM events WHERE user = 'eve'"))
                .isZero();
        assertThat(store.number("SELECT count(*) FROM outbox WHERE user = 'eve'"))
                .isZero();
    }

    @Test
    void replay_ofARecordStampedInTheFuture_isDropped() {
        erase("ada", false);
        store.write(event("ada", AFTER, BEFORE));
        assertThat(store.number("SELECT count(*) FROM events")).isZero();
    }

    @Test
    void runningTotal_afterTheErasure_countsFromTheErasure() {
        erase("ada", false);
        store.write(cost("ada", 2, BEFORE, AFTER, "100"));
        store.write(cost("ada", 2, AFTER, AFTER, "103"));
        assertThat(store.number("SELECT sum(payload ->> '$.cost_micros') FROM outbox"))
                .isEqualTo(3_000_000);
    }

    @Test
    void nobody_isNotErasedWithAnybody() {
        erase("ada", true);
        store.write(events(
                BEFORE,
                "{\"timeUnixNano\":\"" + BEFORE.toEpochMilli() + "000000\",\"attributes\":["
                        + text("event.name", "user_prompt") + "," + text("session.id", "s-of-ada") + "]}"));
        assertThat(store.rows("SELECT user FROM events")).containsExactly("{user=unknown}");
    }

    private static Interpreted event(String user, Instant at, Instant receivedAt) {
        return events(receivedAt, record(user, at));
    }

    private static Interpreted events(Instant receivedAt, String... records) {
        return interpret(
                ORG,
                Signal.LOGS,
                receivedAt,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + String.join(",", records) + "]}]}]}");
    }

    private static String record(String user, Instant at) {
        return "{\"timeUnixNano\":\"" + at.toEpochMilli() + "000000\",\"attributes\":["
                + text("event.name", "api_request") + "," + text("session.id", "s-of-" + user) + ","
                + text("user", user) + "]}";
    }

    private static Interpreted cost(String user, int temporality, Instant at, Instant receivedAt, String usd) {
        Duration age = Duration.ofHours(1);
        return interpret(
                ORG,
                Signal.METRICS,
                receivedAt,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"claude_code.cost.usage\",\"sum\":{"
                        + "\"aggregationTemporality\":" + temporality + ",\"dataPoints\":[{\"startTimeUnixNano\":\""
                        + ERASED.minus(age).toEpochMilli() + "000000\",\"timeUnixNano\":\"" + at.toEpochMilli()
                        + "000000\",\"asDouble\":" + usd + ",\"attributes\":[" + text("session.id", "s-of-" + user)
                        + "," + text("user", user) + "]}]}}]}]}]}");
    }

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static Interpreted interpret(String org, Signal signal, Instant receivedAt, String json) {
        return Interpreter.interpret(
                Captures.envelope(org, signal, Encoding.JSON, receivedAt),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }
}
