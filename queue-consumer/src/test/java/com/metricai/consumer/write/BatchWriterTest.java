package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.metricai.consumer.Captures;
import com.metricai.consumer.NaiveReader;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole exports into a real database. */
class BatchWriterTest {
    private static final Instant NOW = Captures.RECEIVED.plus(Duration.ofHours(1));
    private static final long NOON_MS = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    /** Everything but the books, which count duplicates, and what tells when something was done. */
    private static final List<String> STATE = List.of(
            "SELECT * FROM spans",
            "SELECT * FROM events",
            "SELECT * FROM traces",
            "SELECT * FROM sessions",
            "SELECT * FROM session_metric_days",
            "SELECT * FROM prompt_summary",
            "SELECT * FROM prompt_agents",
            "SELECT * FROM metric_series",
            "SELECT fingerprint FROM exports_seen",
            "SELECT org_id, day, user FROM dirty_days",
            "SELECT org_id, user FROM reporting");

    @TempDir
    Path directory;

    private int databases;

    private TestStore store() {
        return new TestStore(directory.resolve(databases++ + ".db"), NOW);
    }

    @Test
    void captures_areStoredAsANaiveReaderReadsThem() {
        List<Captures.Request> requests = Captures.json();
        NaiveReader expected = NaiveReader.of(requests);
        try (TestStore store = store()) {
            requests.forEach(request -> store.write(request.interpreted("acme")));

            assertThat(store.number("SELECT count(*) FROM spans")).isEqualTo(expected.spans.size());
            assertThat(store.number("SELECT count(*) FROM events"))
                    .isEqualTo(expected.events().size());
            assertThat(store.number("SELECT sum(cost_micros) FROM events WHERE name = 'api_request'"))
                    .isEqualTo(NaiveReader.sum(expected.events("api_request"), NaiveReader.Item::costMicros));
            assertThat(store.number("SELECT sum(input_tokens) FROM events WHERE name = 'api_request'"))
                    .isEqualTo(NaiveReader.sum(expected.events("api_request"), e -> e.number("input_tokens")));
            assertThat(store.number("SELECT sum(json_extract(payload, '$.cost_micros')) FROM outbox"))
                    .isEqualTo(NaiveReader.sum(expected.points("cost.usage"), NaiveReader.Item::valueMicros));
            assertThat(store.number("SELECT sum(json_extract(payload, '$.cache_read_tokens')) FROM outbox"))
                    .isEqualTo(NaiveReader.sum(
                            expected.points("token.usage"),
                            p -> p.attribute("type").equals("cacheRead") ? NaiveReader.whole(p) : 0));
            assertPrompts(store, expected);
            assertThat(store.number("SELECT coalesce(sum(records), 0) FROM books WHERE outcome IN"
                            + " ('note:malformed_field', 'note:clock_skew')"))
                    .isZero();
            assertBalanced(store);
        }
    }

    private static void assertPrompts(TestStore store, NaiveReader expected) {
        Map<String, String> prompts = new TreeMap<>();
        for (NaiveReader.Item event : expected.events()) {
            String id = event.attribute("prompt.id");
            if (!id.isEmpty()) {
                prompts.computeIfAbsent(id, key -> {
                    List<NaiveReader.Item> own = expected.events().stream()
                            .filter(e -> e.attribute("prompt.id").equals(key))
                            .toList();
                    long cost = NaiveReader.sum(own, e -> e.name().equals("api_request") ? e.costMicros() : 0);
                    long calls = own.stream()
                            .filter(e -> e.name().equals("tool_result"))
                            .count();
                    long agents = own.stream()
                            .map(e -> e.attribute("agent_id"))
                            .filter(agent -> !agent.isEmpty())
                            .distinct()
                            .count();
                    return key + " " + cost + " " + calls + " " + agents;
                });
            }
        }
        List<String> stored = store.sqlite()
                .jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT prompt_id || ' ' || cost_micros || ' ' || tool_calls || ' ' || subagents FROM prompt_summary")
                        .mapTo(String.class)
                        .list());
        assertThat(stored).containsExactlyInAnyOrderElementsOf(prompts.values());
    }

    @Test
    void captures_threeTimesInAnyOrderAndBatchLeaveTheSameRows() {
        List<Captures.Request> once = new ArrayList<>(Captures.json());
        once.addAll(Captures.protobuf());
        List<String> expected;
        try (TestStore store = store()) {
            once.forEach(request -> store.write(request.interpreted("acme")));
            expected = state(store);
        }
        List<Captures.Request> thrice = new ArrayList<>(once);
        thrice.addAll(once);
        thrice.addAll(once);
        Random random = new Random(3);
        Collections.shuffle(thrice, random);
        try (TestStore store = store()) {
            int from = 0;
            while (from < thrice.size()) {
                int to = Math.min(thrice.size(), from + 1 + random.nextInt(20));
                store.write(thrice.subList(from, to).stream()
                        .map(request -> request.interpreted("acme"))
                        .toList());
                from = to;
            }
            assertThat(state(store)).isEqualTo(expected);
            assertBalanced(store);
            assertThat(store.number("SELECT sum(records) FROM books WHERE outcome = 'duplicate'"))
                    .isPositive();
        }
    }

    @Test
    void protobuf_ofTheSameExportIsCountedOnce() {
        List<Captures.Request> requests = Captures.json("tools", "subagent", "flags");
        try (TestStore store = store()) {
            requests.forEach(request -> store.write(request.interpreted("acme")));
            List<String> expected = state(store);
            long outbox = store.number("SELECT count(*) FROM outbox");
            for (Captures.Request request : requests) {
                byte[] protobuf = protobuf(request);
                store.write(Interpreter.interpret(
                        Captures.envelope("acme", request.signal(), Encoding.PROTOBUF, Captures.RECEIVED),
                        Decoder.decode(request.signal(), Encoding.PROTOBUF, protobuf)));
            }
            assertThat(state(store)).isEqualTo(expected);
            assertThat(store.number("SELECT count(*) FROM outbox")).isEqualTo(outbox);
        }
    }

    @Test
    void orgs_withTheSameIdsDoNotMix() {
        List<Captures.Request> requests = Captures.json("tools");
        try (TestStore store = store()) {
            for (String org : List.of("acme", "umbrella")) {
                requests.forEach(request -> store.write(request.interpreted(org)));
            }
            for (String sql :
                    List.of("spans", "events", "prompt_summary", "sessions", "outbox", "dirty_days", "traces")) {
                assertThat(store.number("SELECT count(*) FROM " + sql + " WHERE org_id = 'acme'"))
                        .as(sql)
                        .isPositive()
                        .isEqualTo(store.number("SELECT count(*) FROM " + sql + " WHERE org_id = 'umbrella'"));
            }
            assertThat(store.number("SELECT count(*) FROM books WHERE outcome = 'duplicate'"))
                    .isZero();
        }
    }

    @Test
    void cumulative_addsOnlyWhatItGrewBy() {
        try (TestStore store = store()) {
            for (int value : new int[] {5, 3, 5, 9, 0}) {
                store.write(commits(2, 1, value, NOON_MS + value));
            }
            assertThat(commits(store)).isEqualTo(9);
            assertThat(store.number("SELECT records FROM books WHERE outcome = 'dropped:not_increased'"))
                    .isEqualTo(2);
            store.write(commits(2, 2, 4, NOON_MS + 100));
            assertThat(commits(store)).as("a new start begins at zero").isEqualTo(13);
            assertBalanced(store);
        }
    }

    @Test
    void cost_ofACumulativeSeriesIsRoundedBeforeItsDelta() {
        try (TestStore store = store()) {
            store.write(metrics(point("claude_code.cost.usage", 2, 1, "0.0000004", NOON_MS)));
            store.write(metrics(point("claude_code.cost.usage", 2, 1, "0.0000008", NOON_MS + 1)));
            store.write(metrics(point("claude_code.cost.usage", 2, 1, "0.0000014", NOON_MS + 2)));
            assertThat(store.number("SELECT sum(json_extract(payload, '$.cost_micros')) FROM outbox"))
                    .isEqualTo(1);
        }
    }

    @Test
    void outbox_holdsOneRowPerMinuteAndDimensions() {
        try (TestStore store = store()) {
            store.write(metrics(
                    point("claude_code.commit.count", 1, 1, "1", NOON_MS),
                    point("claude_code.commit.count", 1, 1, "2", NOON_MS + 59_999),
                    point("claude_code.pull_request.count", 1, 1, "3", NOON_MS),
                    point("claude_code.commit.count", 1, 1, "4", NOON_MS + 60_000)));
            assertThat(store.rows(
                            "SELECT json_extract(payload, '$.commits') AS c, json_extract(payload, '$.pull_requests') AS p,"
                                    + " json_extract(payload, '$.minute') - " + NOON_MS / 1000 + " AS m FROM outbox"))
                    .containsExactly("{c=3, m=0, p=3}", "{c=4, m=60, p=null}");
        }
    }

    @Test
    void firstApiRequest_marksTheDaysOfItsMetrics() {
        try (TestStore store = store()) {
            store.write(metrics(point("claude_code.commit.count", 1, 1, "1", NOON_MS - 86_400_000L)));
            clearMarks(store);
            store.write(events(event("plugin_loaded", 1, NOON_MS)));
            assertThat(marks(store)).containsExactly("2026-11-21", "2026-11-22");
            clearMarks(store);
            store.write(events(event("user_prompt", 2, NOON_MS)));
            assertThat(marks(store)).containsExactly("2026-11-22");
            clearMarks(store);
            store.write(events(event("api_request", 3, NOON_MS)));
            assertThat(marks(store)).containsExactly("2026-11-21", "2026-11-22");
            clearMarks(store);
            store.write(events(event("api_request", 4, NOON_MS)));
            assertThat(marks(store)).containsExactly("2026-11-22");
        }
    }

    @Test
    void closedDays_areDroppedAndCounted() {
        long open = NOW.minus(Duration.ofDays(28)).toEpochMilli();
        long closed = open - 86_400_000L;
        try (TestStore store = store()) {
            store.write(events(event("user_prompt", 1, open), event("user_prompt", 2, closed)));
            store.write(metrics(
                    point("claude_code.commit.count", 1, 1, "1", open),
                    point("claude_code.commit.count", 1, 1, "1", closed)));
            store.write(metrics(point("claude_code.session.count", 1, 1, "1", closed)));
            assertThat(store.number("SELECT count(*) FROM events")).isEqualTo(1);
            assertThat(store.number("SELECT count(*) FROM outbox")).isEqualTo(1);
            assertThat(store.number("SELECT sum(records) FROM books WHERE outcome = 'dropped:closed_day'"))
                    .isEqualTo(3);
            assertThat(store.number("SELECT has_starts FROM sessions")).isZero();
            assertBalanced(store);
        }
    }

    @Test
    void prompt_thatBeganOnAClosedDayStaysAsItIs() {
        long open = NOW.minus(Duration.ofDays(28)).toEpochMilli();
        try (TestStore store = store()) {
            store.write(events(event("user_prompt", 1, open), event("api_error", 2, open)));
            store.sqlite().jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM events");
                handle.execute("UPDATE prompt_summary SET day = '2026-10-01'");
            });
            store.write(events(event("tool_result", 3, NOON_MS)));
            assertThat(store.rows("SELECT day, api_errors, tool_calls FROM prompt_summary"))
                    .containsExactly("{api_errors=1, day=2026-10-01, tool_calls=0}");
        }
    }

    @Test
    void origin_isTheNotificationOfASubagentInEitherOrder() {
        String end = event("subagent_completed", 1, NOON_MS)
                .replace("\"p\"", "\"other\"")
                .replace("\"attributes\":[", "\"attributes\":[{\"key\":\"is_async\",\"value\":{\"boolValue\":true}},");
        String prompt = event("user_prompt", 2, NOON_MS + 1000);
        // Before its user_prompt, a prompt may have an event already.
        String early = event("permission_mode_changed", 3, NOON_MS - 1);
        try (TestStore first = store();
                TestStore second = store();
                TestStore late = store()) {
            first.write(events(early, end));
            first.write(events(prompt));
            second.write(events(early, prompt));
            second.write(events(end));
            late.write(events(end, event("user_prompt", 2, NOON_MS + 1001)));
            String sql = "SELECT origin FROM prompt_summary WHERE prompt_id = 'p'";
            assertThat(first.rows(sql)).containsExactly("{origin=task_notification}");
            assertThat(second.rows(sql)).containsExactly("{origin=task_notification}");
            assertThat(late.rows(sql)).containsExactly("{origin=human}");
        }
    }

    @Test
    void session_countsByWhatItSent() {
        String sql = "SELECT counts FROM sessions";
        try (TestStore starts = store();
                TestStore phantom = store();
                TestStore prompted = store()) {
            starts.write(metrics(point("claude_code.session.count", 1, 1, "1", NOON_MS)));
            assertThat(starts.number(sql)).isEqualTo(1);
            phantom.write(events(event("plugin_loaded", 1, NOON_MS)));
            phantom.write(metrics(point("claude_code.session.count", 1, 1, "1", NOON_MS)));
            assertThat(phantom.number(sql)).isZero();
            prompted.write(events(event("user_prompt", 1, NOON_MS)));
            assertThat(prompted.number(sql)).isEqualTo(1);
        }
    }

    @Test
    void badRecords_costNoGoodOne() {
        String nan = point("claude_code.cost.usage", 1, 1, "\"NaN\"", NOON_MS);
        String[] wide = new String[4000];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = "{\"key\":\"k" + i + "\",\"value\":{\"stringValue\":\"\\ud800\"}}";
        }
        String huge = event("api_request", 1, NOON_MS)
                .replace("\"attributes\":[", "\"attributes\":[" + String.join(",", wide) + ",")
                .replace("\"dev\"", "\"" + "x".repeat(1_000_000) + "\"");
        try (TestStore store = store()) {
            store.write(events(event("user_prompt", 2, NOON_MS), huge, event("user_prompt", 3, NOON_MS)));
            store.write(metrics(nan, point("claude_code.commit.count", 1, 1, "1", NOON_MS)));
            assertThat(store.number("SELECT count(*) FROM events")).isEqualTo(3);
            assertThat(commits(store)).isEqualTo(1);
            assertThat(store.number("SELECT records FROM books WHERE outcome = 'dropped:malformed_value'"))
                    .isEqualTo(1);
            assertBalanced(store);
        }
    }

    private static void assertBalanced(TestStore store) {
        assertThat(store.rows("""
                SELECT signal, sum(records) FILTER (WHERE outcome = 'decoded') AS decoded,
                  sum(records) FILTER (WHERE outcome IN ('written', 'duplicate') OR outcome LIKE 'dropped:%') AS told
                FROM books GROUP BY signal HAVING decoded IS NOT told""")).isEmpty();
        assertThat(store.number(
                        "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'written' AND signal = 'logs'"))
                .isEqualTo(store.number("SELECT count(*) FROM events"));
        assertThat(store.number(
                        "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'written' AND signal = 'traces'"))
                .isEqualTo(store.number("SELECT count(*) FROM spans"));
    }

    private static List<String> state(TestStore store) {
        List<String> state = new ArrayList<>();
        STATE.forEach(sql -> state.addAll(store.rows(sql)));
        // Which of several exports brought the growth of a series depends on their order; its sum does not.
        state.addAll(store.rows("""
                SELECT org_id, day, user, payload ->> '$.session_id' AS s, payload ->> '$.model' AS m,
                  sum(payload ->> '$.cost_micros') AS c, sum(payload ->> '$.input_tokens') AS i,
                  sum(payload ->> '$.active_cli_ms') AS a, sum(payload ->> '$.lines_added') AS l
                FROM outbox GROUP BY org_id, day, user, s, m"""));
        return state;
    }

    private static long commits(TestStore store) {
        return store.number("SELECT sum(json_extract(payload, '$.commits')) FROM outbox");
    }

    private static List<String> marks(TestStore store) {
        return store.sqlite()
                .jdbi()
                .withHandle(handle -> handle.select("SELECT day FROM dirty_days ORDER BY day")
                        .mapTo(String.class)
                        .list());
    }

    private static void clearMarks(TestStore store) {
        store.sqlite().jdbi().useHandle(handle -> handle.execute("DELETE FROM dirty_days"));
    }

    private static Interpreted commits(int temporality, long start, int value, long timeMs) {
        return metrics(point("claude_code.commit.count", temporality, start, Integer.toString(value), timeMs));
    }

    private static String point(String name, int temporality, long start, String value, long timeMs) {
        return "{\"name\":\"" + name + "\",\"sum\":{\"aggregationTemporality\":" + temporality
                + ",\"dataPoints\":[{\"startTimeUnixNano\":" + start + ",\"timeUnixNano\":\"" + timeMs
                + "000000\",\"asDouble\":" + value
                + ",\"attributes\":[{\"key\":\"session.id\",\"value\":{\"stringValue\":\"s\"}},"
                + "{\"key\":\"user\",\"value\":{\"stringValue\":\"dev\"}}]}]}}";
    }

    private static Interpreted metrics(String... metrics) {
        return interpret(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[" + String.join(",", metrics) + "]}]}]}");
    }

    /** Of the session s and the prompt p. */
    private static String event(String name, int sequence, long timeMs) {
        return "{\"timeUnixNano\":\"" + timeMs + "000000\",\"attributes\":["
                + "{\"key\":\"session.id\",\"value\":{\"stringValue\":\"s\"}},{\"key\":\"prompt.id\",\"value\":{\"stringValue\":\"p\"}},"
                + "{\"key\":\"user\",\"value\":{\"stringValue\":\"dev\"}},"
                + "{\"key\":\"event.name\",\"value\":{\"stringValue\":\"" + name + "\"}},"
                + "{\"key\":\"event.sequence\",\"value\":{\"intValue\":" + sequence + "}}]}";
    }

    private static Interpreted events(String... logRecords) {
        return interpret(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + String.join(",", logRecords) + "]}]}]}");
    }

    private static Interpreted interpret(Signal signal, String json) {
        return Interpreter.interpret(
                Captures.envelope("acme", signal, Encoding.JSON, Captures.RECEIVED),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** By protobuf's own JSON mapping, which takes ids for base64 where OTLP has hex. */
    private static byte[] protobuf(Captures.Request request) {
        Message.Builder builder = switch (request.signal()) {
            case TRACES -> ExportTraceServiceRequest.newBuilder();
            case METRICS -> ExportMetricsServiceRequest.newBuilder();
            case LOGS -> ExportLogsServiceRequest.newBuilder();
        };
        try {
            JsonFormat.parser()
                    .ignoringUnknownFields()
                    .merge(new String(request.body(), StandardCharsets.UTF_8), builder);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
        return withIds(builder.build()).toByteArray();
    }

    private static Message withIds(Message message) {
        Message.Builder builder = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            switch (entry.getValue()) {
                case ByteString id
                when Set.of("trace_id", "span_id", "parent_span_id").contains(field.getName()) ->
                    builder.setField(
                            field,
                            ByteString.copyFrom(
                                    HexFormat.of().parseHex(Base64.getEncoder().encodeToString(id.toByteArray()))));
                case Message child -> builder.setField(field, withIds(child));
                case List<?> children
                when field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ->
                    builder.setField(
                            field,
                            children.stream()
                                    .map(child -> withIds((Message) child))
                                    .toList());
                default -> {}
            }
        }
        return builder.build();
    }
}
