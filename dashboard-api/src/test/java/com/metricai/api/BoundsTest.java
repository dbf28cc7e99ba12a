package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer is of what came first, or last, however much somebody sent; over real rows and real HTTP. */
class BoundsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 50_000;

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() {
        api = TestApi.start(dir, Fixtures.NOON);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void tree_isWholeUpTo50000Spans_andThenOfTheFirst() {
        api.write(prompt("long", "s1", 1, 2_500_000));
        api.write("INSERT INTO traces (org_id, trace_id, prompt_id) VALUES ('acme', 'a1', 'long')");
        spans("a1", "x", MOST, "i * 1000000", "'Bash'", "NULL");
        JsonNode whole = tree("promptId=long");
        assertThat(whole.get("truncated").asBoolean()).isFalse();
        assertThat(whole.get("nodes").size()).isEqualTo(MOST);
        assertThat(whole.get("durationMs").asLong()).isEqualTo(MOST);

        spans("a1", "late", 3, "(60000 + i) * 1000000", "'Bash'", "NULL");
        JsonNode first = tree("promptId=long");
        assertThat(first.get("truncated").asBoolean()).isTrue();
        assertThat(first.get("nodes")).isEqualTo(whole.get("nodes"));
        assertThat(first.get("totals").get("costUsd").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(tree("traceId=a1")).isEqualTo(first);
    }

    @Test
    void tree_ofASharedTrace_hasItsOwnPart_howeverLongTheTrace() {
        List<JsonNode> before = List.of(tree("promptId=p3"), tree("promptId=p4"));
        // Between the two.
        spans(
                Fixtures.SHARED_TRACE,
                "x",
                MOST,
                "(SELECT start_ns + 1500000000 FROM spans WHERE span_id = 'i3')",
                "'Bash'",
                "NULL");
        assertThat(List.of(tree("promptId=p3"), tree("promptId=p4"))).isEqualTo(before);
        JsonNode all = tree("traceId=" + Fixtures.SHARED_TRACE);
        assertThat(all.get("truncated").asBoolean()).isTrue();
        assertThat(all.get("nodes").size()).isEqualTo(MOST);
        assertThat(all.get("totals").get("costUsd").decimalValue()).isEqualByComparingTo("0.000001");
    }

    @Test
    void tree_ofEvents_isOfTheFirst() {
        api.write(prompt("chatty", "s1", 1, 9_000_000));
        requests("chatty", MOST + 1);
        JsonNode tree = tree("promptId=chatty");
        assertThat(tree.get("source").asString()).isEqualTo("events");
        assertThat(tree.get("truncated").asBoolean()).isTrue();
        assertThat(tree.get("nodes").size()).isEqualTo(MOST + 1);
        assertThat(tree.get("nodes").get(MOST).get("startMs").asLong()).isEqualTo(MOST - 1);
        assertThat(tree.get("totals").get("costUsd").decimalValue()).isEqualByComparingTo("9");
    }

    @Test
    void tree_ofLongTexts_isCutSooner() {
        spans("b1", "x", 20_000, "i * 1000000", "printf('%0250d', i)", "'a' || printf('%0250d', i)");
        assertThat(tree("traceId=b1").get("truncated").asBoolean()).isFalse();
        spans("b2", "x", MOST, "i * 1000000", "printf('%0250d', i)", "'a' || printf('%0250d', i)");
        JsonNode tree = tree("traceId=b2");
        assertThat(tree.get("truncated").asBoolean()).isTrue();
        assertThat(tree.get("nodes").size()).isBetween(20_000, 40_000);
    }

    @Test
    void totals_stayThoseOfThePrompt_whenItsFirstEventsAreDeleted() {
        String before = tree("promptId=p1").get("totals").toString();
        api.write("DELETE FROM events WHERE prompt_id = 'p1' AND request_id = 'req1'");
        JsonNode after = tree("promptId=p1");
        assertThat(after.get("totals")).hasToString(before);
        assertThat(after.get("nodes").get(1).get("costUsd").isNull()).isTrue();
    }

    @Test
    void session_hasItsLatest1000Prompts_andSaysHowManyThereAreBefore() {
        api.writer().useTransaction(handle -> {
            for (int i = 0; i < 1_002; i++) {
                handle.execute(prompt("many%04d".formatted(i), "s2", i, 1_000));
            }
        });
        JsonNode session = JSON.readTree(api.json("/api/sessions/s2"));
        assertThat(session.get("prompts").size()).isEqualTo(1_000);
        assertThat(session.get("prompts").get(0).get("promptId").asString()).isEqualTo("many0002");
        assertThat(session.get("prompts").get(999).get("promptId").asString()).isEqualTo("many1001");
        assertThat(session.get("promptsLeftOut").asLong()).isEqualTo(2);
        assertThat(session.get("costUsd").decimalValue()).isEqualByComparingTo("1.002");
        assertThat(JSON.readTree(api.json("/api/sessions/s1"))
                        .get("promptsLeftOut")
                        .asLong())
                .isZero();
    }

    private static JsonNode tree(String parameters) {
        return JSON.readTree(api.json("/api/spans/tree?" + parameters));
    }

    /** Of 1 ms each, the latest stored first; start, tool and agent are SQL, i counts from 0. */
    private static void spans(String trace, String id, int count, String startNs, String tool, String agent) {
        api.write("""
                WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i - 1 FROM n WHERE i > 0)
                INSERT INTO spans (org_id, trace_id, span_id, name, kind, remote_parent, day, start_ns, duration_ms, session_id,
                  source, user, team, repo, model, tool, agent_id, blocked_ms, status, input_tokens, output_tokens,
                  cache_read_tokens, cache_creation_tokens, attributes)
                SELECT 'acme', '%s', '%s' || i, 'claude_code.tool', 'tool', 0, '2026-11-21', %s, 1, 's1', 'claude_code', 'ada',
                  'platform', 'acme/api', '', %s, %s, 0, 'ok', 0, 0, 0, 0, '{}' FROM n""".formatted(count - 1, trace, id, startNs, tool, agent));
    }

    /** One each ms, the latest stored first. */
    private static void requests(String prompt, int count) {
        api.write("""
                WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i - 1 FROM n WHERE i > 0)
                INSERT INTO events (event_key, org_id, day, time_ms, name, session_id, prompt_id, source, user, team, repo,
                  model, tool, cost_micros, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, attributes)
                SELECT randomblob(16), 'acme', '2026-11-21', i, 'api_request', 's1', '%s', 'claude_code', 'ada', 'platform',
                  'acme/api', 'sonnet', '', 1, 0, 0, 0, 0, '{}' FROM n""".formatted(count - 1, prompt));
    }

    private static String prompt(String id, String session, long startedAt, long costMicros) {
        return """
                INSERT INTO prompt_summary (org_id, prompt_id, session_id, day, started_at, ended_at, source, user, team, repo,
                  origin, models, cost_micros, subagent_cost_micros, input_tokens, output_tokens, cache_read_tokens,
                  cache_creation_tokens, api_requests, api_errors, tool_calls, tool_failures, accepts, rejects, subagents,
                  max_depth, max_fanout)
                VALUES ('acme', '%s', '%s', '2026-11-21', %d, %d, 'claude_code', 'ada', 'platform', 'acme/api', 'human', '[]', %d,
                  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)""".formatted(id, session, startedAt, startedAt, costMicros);
    }
}
