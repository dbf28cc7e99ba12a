package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An org that invents values is bounded, and nothing is counted twice for it. */
class DayValuesTest {
    private static final int LIMIT = 3;
    private static final Instant NOW = Captures.RECEIVED.plus(Duration.ofHours(1));
    private static final String USERS = "SELECT user, count(*) AS events FROM events GROUP BY user";

    @TempDir
    Path directory;

    @Test
    void valuesBeyondTheLimit_areStoredAsOther() {
        try (TestStore store = store()) {
            for (int i = 0; i < 10; i++) {
                store.write(event("ann" + i, "acme/api" + i, i));
            }
            assertThat(store.rows(USERS))
                    .containsExactly(
                            "{events=1, user=ann0}",
                            "{events=1, user=ann1}",
                            "{events=1, user=ann2}",
                            "{events=7, user=other}");
            assertThat(books(store, "note:folded_user")).isEqualTo(7);
            assertThat(books(store, "note:folded_repo")).isEqualTo(7);
            assertThat(books(store, "note:folded_team")).isZero();
            assertThat(books(store, "written")).isEqualTo(10);
            assertThat(store.rows("SELECT DISTINCT user FROM dirty_days")).hasSize(LIMIT + 1);
        }
    }

    @Test
    void valueThatIsKnown_keepsItsName() {
        try (TestStore store = store()) {
            for (int i = 0; i < 10; i++) {
                store.write(event("ann" + i, "acme/api", i));
            }
            store.write(event("ann1", "acme/api", 100));
            assertThat(store.rows(USERS)).contains("{events=2, user=ann1}");
            assertThat(books(store, "note:folded_repo")).isZero();
        }
    }

    @Test
    void redelivery_ofWhatWasFoldedAndOfWhatWasNot_countsNothingAgain() {
        try (TestStore store = store()) {
            for (int i = 0; i < 10; i++) {
                store.write(event("ann" + i, "acme/api" + i, i), points("bob" + i));
            }
            List<String> events = store.rows("SELECT * FROM events");
            List<String> outbox = store.rows("SELECT * FROM outbox");
            long folded = books(store, "note:folded_user");
            // In another order, by a process that knows nothing of the one before.
            try (TestStore again = store()) {
                for (int i = 9; i >= 0; i--) {
                    again.write(points("bob" + i), event("ann" + i, "acme/api" + i, i));
                }
                assertThat(again.rows("SELECT * FROM events")).isEqualTo(events);
                assertThat(again.rows("SELECT * FROM outbox")).isEqualTo(outbox);
                assertThat(books(again, "duplicate")).isEqualTo(20);
                assertThat(books(again, "note:folded_user")).isEqualTo(folded);
            }
        }
    }

    @Test
    void restart_readsWhatIsKnownFromTheDailyTables() {
        try (TestStore store = store()) {
            for (String user : List.of("ann", "bob", "cyd")) {
                store.sqlite().jdbi().useHandle(handle -> handle.execute("""
                                INSERT INTO rollups_daily (org_id, day, source, user, team, repo, model, tool, status,
                                  cost_micros, event_cost_micros, metric_cost_micros, input_tokens, output_tokens,
                                  cache_read_tokens, cache_creation_tokens, prompts, api_requests, api_errors, tool_calls,
                                  tool_failures, accepts, rejects, lines_added, lines_removed, commits, pull_requests,
                                  active_user_ms, active_cli_ms, blocked_ms)
                                VALUES ('acme', '2026-11-22', 'claude_code', ?, '', '', '', '', 'ok',
                                  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)""", user));
            }
            store.write(event("dan", "acme/api", 1), event("cyd", "acme/api", 2));
            assertThat(store.rows(USERS)).containsExactly("{events=1, user=cyd}", "{events=1, user=other}");
        }
    }

    /** Whoever may send invents values for every open day: what is kept of them in memory has a bound of its own. */
    @Test
    void daysThatWereNotAskedForLongest_areForgotten() {
        DayValues values = new DayValues(LIMIT, 2 * LIMIT);
        try (TestStore store = store()) {
            store.sqlite().jdbi().useHandle(handle -> {
                for (String day : List.of("2026-11-20", "2026-11-21")) {
                    for (int i = 0; i < LIMIT; i++) {
                        values.fold(handle, "acme", day, DayValues.Dimension.USER, "ann" + i);
                    }
                }
                assertThat(values.fold(handle, "acme", "2026-11-20", DayValues.Dimension.USER, "bob"))
                        .as("both days fit, and are full")
                        .isEqualTo(DayValues.OTHER);
                values.fold(handle, "acme", "2026-11-22", DayValues.Dimension.USER, "ann");
                assertThat(values.fold(handle, "acme", "2026-11-20", DayValues.Dimension.USER, "bob"))
                        .as("it was asked for before the third day came")
                        .isEqualTo(DayValues.OTHER);
                assertThat(values.fold(handle, "acme", "2026-11-21", DayValues.Dimension.USER, "bob"))
                        .as("forgotten, and its daily table knows nobody yet")
                        .isEqualTo("bob");
            });
        }
    }

    private TestStore store() {
        return new TestStore(directory.resolve("metric-ai.db"), NOW, LIMIT);
    }

    private static long books(TestStore store, String outcome) {
        return store.number("SELECT coalesce(sum(records), 0) FROM books WHERE outcome = ?", outcome);
    }

    private static Interpreted event(String user, String repo, int sequence) {
        return read(Signal.LOGS, """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795348800000000000","attributes":[
                  {"key":"event.name","value":{"stringValue":"user_prompt"}},
                  {"key":"event.timestamp","value":{"stringValue":"2026-11-22T12:00:00Z"}},
                  {"key":"event.sequence","value":{"intValue":%d}},
                  {"key":"session.id","value":{"stringValue":"s-%s"}},
                  {"key":"repo","value":{"stringValue":"%s"}},
                  {"key":"user","value":{"stringValue":"%s"}}]}]}]}]}""".formatted(sequence, user, repo, user));
    }

    private static Interpreted points(String user) {
        return read(Signal.METRICS, """
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"claude_code.commit.count","sum":{
                  "aggregationTemporality":1,"dataPoints":[{"asInt":1,"timeUnixNano":"1795348800000000000","attributes":[
                  {"key":"session.id","value":{"stringValue":"s-%s"}},
                  {"key":"user","value":{"stringValue":"%s"}}]}]}}]}]}]}""".formatted(user, user));
    }

    private static Interpreted read(Signal signal, String json) {
        return Interpreter.interpret(
                Captures.envelope("acme", signal, Encoding.JSON, Captures.RECEIVED),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }
}
