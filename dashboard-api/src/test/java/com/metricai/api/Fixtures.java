package com.metricai.api;

import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Role;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The world of the tests. It is noon on Sunday, 22 November 2026. Ada and Bob work in the org acme; the org globex has an Ada
 * of its own, who must never be seen from acme.
 */
final class Fixtures {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    static final String ADMIN = "admin@acme.example";
    static final String VIEWER = "viewer@acme.example";
    static final String OPS = "ops@acme.example";
    static final String STRANGER = "nobody@nowhere.example";
    static final String GLOBEX_ADMIN = "admin@globex.example";
    static final String GLOBEX_VIEWER = "viewer@globex.example";
    /** Viewer of acme, admin of globex. */
    static final String BOTH = "both@acme.example";

    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String SHARED_TRACE = "1af7651916cd43dd8448eb211c80319c";
    static final String GLOBEX_TRACE = "2af7651916cd43dd8448eb211c80319c";

    /** The schema's version that the daily tables are written at. */
    private static final int BEFORE_COARSE_TABLES = 4;

    private static final long SECOND = 1_000;

    private final Handle handle;

    private Fixtures(Handle handle) {
        this.handle = handle;
    }

    /** Makes the database of the tests. */
    static void fill(Path database) {
        try (Sqlite sqlite = Sqlite.writer(database)) {
            SqliteMigrations.migrate(sqlite.jdbi(), BEFORE_COARSE_TABLES);
            AccessStore store = new AccessStore(sqlite.jdbi(), NOON);
            store.ensureOrg("acme", "Acme");
            store.ensureOrg("globex", "Globex");
            store.ensureMember(ADMIN, "acme", Role.ADMIN);
            store.ensureMember(VIEWER, "acme", Role.VIEWER);
            store.ensureMember(OPS, "acme", Role.OPS);
            store.ensureMember(BOTH, "acme", Role.VIEWER);
            store.ensureMember(BOTH, "globex", Role.ADMIN);
            store.ensureMember(GLOBEX_ADMIN, "globex", Role.ADMIN);
            store.ensureMember(GLOBEX_VIEWER, "globex", Role.VIEWER);
            sqlite.jdbi().useTransaction(handle -> new Fixtures(handle).insertAll());
            sqlite.jdbi().useTransaction(PeopleFixtures::insert);
            // Fills the coarse tables.
            SqliteMigrations.migrate(sqlite.jdbi());
        }
    }

    private void insertAll() {
        rollups();
        decisions();
        sessions();
        prompts();
        spans();
        events();
        insert(
                "reporting",
                Map.of(
                        "org_id",
                        "acme",
                        "user",
                        "ada",
                        "metrics_last_seen_at",
                        at(21, 10),
                        "logs_last_seen_at",
                        at(21, 11),
                        "client_version",
                        "2.1.330"));
        insert("reporting", Map.of("org_id", "acme", "user", "bob", "traces_last_seen_at", at(22, 9)));
        insert("reporting", Map.of("org_id", "globex", "user", "ada", "logs_last_seen_at", at(22, 11)));
        insert("job_runs", Map.of("job", "rollup", "finished_at", at(22, 11), "detail", ""));
    }

    private void rollups() {
        rollup(
                ada(21),
                "model",
                "sonnet",
                "cost_micros",
                1_500_000,
                "input_tokens",
                100,
                "output_tokens",
                50,
                "cache_read_tokens",
                300,
                "cache_creation_tokens",
                100,
                "api_requests",
                3);
        rollup(
                ada(21),
                "prompts",
                2,
                "commits",
                1,
                "pull_requests",
                1,
                "lines_added",
                10,
                "lines_removed",
                2,
                "active_user_ms",
                1_500,
                "active_cli_ms",
                2_250);
        rollup(ada(21), "model", "sonnet", "tool", "Bash", "tool_calls", 4, "accepts", 5, "blocked_ms", 700);
        rollup(ada(21), "model", "sonnet", "tool", "Bash", "status", "error", "tool_calls", 1, "tool_failures", 1);
        rollup(ada(21), "model", "sonnet", "tool", "Bash", "status", "rejected", "rejects", 2);
        rollup(
                bob(22),
                "model",
                "haiku",
                "cost_micros",
                1,
                "input_tokens",
                10,
                "output_tokens",
                1,
                "api_requests",
                1,
                "api_errors",
                1);
        rollup(bob(10), "model", "sonnet", "cost_micros", 7_000_000, "api_requests", 7);
        rollup(ada(2), "model", "sonnet", "cost_micros", 2_000_000, "api_requests", 2);
        rollup(
                globexAda(),
                "model",
                "opus",
                "cost_micros",
                99_000_000,
                "input_tokens",
                999,
                "cache_read_tokens",
                999,
                "prompts",
                9,
                "api_requests",
                9);
    }

    private void decisions() {
        decision(ada(21), "Bash", "config", 3, 0);
        decision(ada(21), "Bash", "user_temporary", 2, 0);
        decision(ada(21), "Bash", "user_reject", 0, 2);
        decision(ada(20), "Edit", "hook", 1, 1);
        decision(globexAda(), "Bash", "config", 99, 99);
    }

    private void sessions() {
        session(ada(21), "s1", 21, "sonnet", "Bash");
        session(ada(20), "s2", 20, "sonnet", "");
        session(bob(22), "s3", 22, "haiku", "");
        session(bob(1), "s0", 1, "sonnet", "");
        session(globexAda(), "g1", 22, "opus", "");
    }

    private void prompts() {
        prompt(
                ada(21),
                "p1",
                "s1",
                at(21, 9),
                "trace_id",
                TRACE,
                "models",
                "[\"sonnet\",\"haiku\"]",
                "cost_micros",
                1_200_000,
                "subagent_cost_micros",
                200_000,
                "input_tokens",
                80,
                "output_tokens",
                40,
                "cache_read_tokens",
                300,
                "cache_creation_tokens",
                100,
                "api_requests",
                2,
                "tool_calls",
                2,
                "tool_failures",
                1,
                "rejects",
                1,
                "subagents",
                1,
                "max_depth",
                1,
                "max_fanout",
                1);
        prompt(
                ada(21),
                "p2",
                "s1",
                at(21, 10),
                "models",
                "[\"sonnet\"]",
                "cost_micros",
                300_000,
                "input_tokens",
                20,
                "output_tokens",
                10,
                "api_requests",
                1,
                "api_errors",
                1,
                "tool_calls",
                1);
        prompt(
                bob(22),
                "p3",
                "s3",
                at(22, 8),
                "models",
                "[\"haiku\"]",
                "cost_micros",
                1,
                "trace_id",
                SHARED_TRACE,
                "api_requests",
                1);
        prompt(bob(22), "p4", "s3", at(22, 9), "trace_id", SHARED_TRACE);
        prompt(
                globexAda(),
                "g-p1",
                "g1",
                at(22, 8),
                "models",
                "[\"opus\"]",
                "cost_micros",
                99_000_000,
                "trace_id",
                GLOBEX_TRACE,
                "subagents",
                5,
                "max_depth",
                5);
        agent(ada(21), "p1", "a1", "Explore", 200_000, 120, 4_001);
        agent(globexAda(), "g-p1", "ga1", "Plan", 99_000_000, 999, 9_000);
        trace("acme", TRACE, "p1");
        trace("acme", SHARED_TRACE, "p3");
        trace("acme", SHARED_TRACE, "p4");
        trace("globex", GLOBEX_TRACE, "g-p1");
    }

    private void spans() {
        span("acme", TRACE, "s1", "root", null, "interaction", 0, 9_000);
        span(
                "acme",
                TRACE,
                "s1",
                "llm1",
                "root",
                "llm_request",
                100,
                900,
                "model",
                "sonnet",
                "request_id",
                "req1",
                "input_tokens",
                60,
                "output_tokens",
                30);
        span("acme", TRACE, "s1", "tool1", "root", "tool", 1_000, 5_000, "tool", "Agent", "tool_use_id", "use1");
        span(
                "acme",
                TRACE,
                "s1",
                "wait1",
                "tool1",
                "waiting",
                1_000,
                700,
                "decision",
                "accept",
                "decision_source",
                "user_temporary",
                "blocked_ms",
                700);
        span("acme", TRACE, "s1", "exec1", "tool1", "execution", 1_700, 4_300);
        span(
                "acme",
                TRACE,
                "s1",
                "llm2",
                "exec1",
                "llm_request",
                1_800,
                500,
                "model",
                "haiku",
                "request_id",
                "req2",
                "agent_id",
                "a1",
                "conversation_id",
                "a1",
                "query_source",
                "agent.builtin.Explore");
        span(
                "acme",
                TRACE,
                "s1",
                "tool2",
                "exec1",
                "tool",
                2_500,
                100,
                "tool",
                "Bash",
                "tool_use_id",
                "use2",
                "agent_id",
                "a1",
                "conversation_id",
                "a1");
        span(
                "acme",
                TRACE,
                "s1",
                "wait2",
                "tool2",
                "waiting",
                2_500,
                1,
                "decision",
                "accept",
                "decision_source",
                "config",
                "conversation_id",
                "a1");
        span("acme", TRACE, "s1", "exec2", "tool2", "execution", 2_510, 80, "conversation_id", "a1", "status", "error");
        span("acme", TRACE, "s1", "lost", "never", "hook", 6_000, 10);
        span("acme", SHARED_TRACE, "s3", "i3", "remote", "interaction", 0, 1_000, "remote_parent", 1);
        span("acme", SHARED_TRACE, "s3", "l3", "i3", "llm_request", 10, 100, "model", "haiku", "request_id", "req3");
        span("acme", SHARED_TRACE, "s3", "i4", "remote", "interaction", 2_000, 1_000, "remote_parent", 1);
        span("globex", GLOBEX_TRACE, "g1", "root", null, "interaction", 0, 9_000);
    }

    private void events() {
        event(ada(21), "p1", "user_prompt", at(21, 9), "span_id", "root", "trace_id", TRACE);
        event(
                ada(21),
                "p1",
                "api_request",
                at(21, 9) + SECOND,
                "model",
                "sonnet",
                "request_id",
                "req1",
                "cost_micros",
                1_000_000,
                "input_tokens",
                60,
                "output_tokens",
                30,
                "cache_read_tokens",
                300,
                "cache_creation_tokens",
                100);
        event(
                ada(21),
                "p1",
                "api_request",
                at(21, 9) + 3 * SECOND,
                "model",
                "haiku",
                "request_id",
                "req2",
                "agent_id",
                "a1",
                "query_source",
                "agent:builtin:Explore",
                "cost_micros",
                200_000,
                "input_tokens",
                20,
                "output_tokens",
                10);
        event(
                ada(21),
                "p1",
                "tool_decision",
                at(21, 9) + SECOND,
                "tool",
                "Bash",
                "tool_use_id",
                "use2",
                "decision",
                "reject",
                "decision_source",
                "hook",
                "agent_id",
                "a1");
        event(ada(21), "p2", "user_prompt", at(21, 10));
        event(
                ada(21),
                "p2",
                "api_request",
                at(21, 10) + 2 * SECOND,
                "model",
                "sonnet",
                "request_id",
                "req9",
                "duration_ms",
                1_500,
                "cost_micros",
                300_000,
                "input_tokens",
                20,
                "output_tokens",
                10);
        event(
                ada(21),
                "p2",
                "tool_decision",
                at(21, 10) + 3 * SECOND,
                "tool",
                "Read",
                "tool_use_id",
                "use8",
                "decision",
                "accept",
                "decision_source",
                "config",
                "agent_id",
                "a7");
        event(
                ada(21),
                "p2",
                "tool_result",
                at(21, 10) + 4 * SECOND,
                "tool",
                "Read",
                "tool_use_id",
                "use8",
                "success",
                0,
                "duration_ms",
                200,
                "agent_id",
                "a7",
                "agent_type",
                "Plan");
        event(
                ada(21),
                "p2",
                "tool_decision",
                at(21, 10) + 5 * SECOND,
                "tool",
                "Bash",
                "tool_use_id",
                "use9",
                "decision",
                "reject",
                "decision_source",
                "user_reject");
        event(bob(22), "p3", "user_prompt", at(22, 8), "span_id", "i3", "trace_id", SHARED_TRACE);
        event(
                bob(22),
                "p3",
                "api_request",
                at(22, 8) + SECOND,
                "model",
                "haiku",
                "request_id",
                "req3",
                "cost_micros",
                1);
        event(bob(22), "p4", "user_prompt", at(22, 9), "span_id", "i4", "trace_id", SHARED_TRACE);
        event(
                globexAda(),
                "g-p1",
                "api_request",
                at(22, 8),
                "model",
                "opus",
                "request_id",
                "req1",
                "cost_micros",
                99_000_000);
    }

    private static Map<String, Object> ada(int day) {
        return who("acme", day, "ada", "platform", "acme/api");
    }

    private static Map<String, Object> bob(int day) {
        return who("acme", day, "bob", "web", "acme/web");
    }

    private static Map<String, Object> globexAda() {
        return who("globex", 22, "ada", "platform", "acme/api");
    }

    private static Map<String, Object> who(String org, int day, String user, String team, String repo) {
        return Map.of(
                "org_id",
                org,
                "day",
                LocalDate.of(2026, 11, day).toString(),
                "source",
                "claude_code",
                "user",
                user,
                "team",
                team,
                "repo",
                repo);
    }

    private void rollup(Map<String, Object> who, Object... values) {
        Map<String, Object> row = new LinkedHashMap<>(Map.of("model", "", "tool", "", "status", "ok"));
        for (String measure :
                "cost_micros event_cost_micros metric_cost_micros input_tokens output_tokens cache_read_tokens cache_creation_tokens prompts api_requests api_errors tool_calls tool_failures accepts rejects lines_added lines_removed commits pull_requests active_user_ms active_cli_ms blocked_ms"
                        .split(" ", -1)) {
            row.put(measure, 0);
        }
        insert("rollups_daily", with(with(row, who), values));
    }

    private void decision(Map<String, Object> who, String tool, String source, int accepts, int rejects) {
        insert(
                "decisions_daily",
                with(
                        who,
                        "model",
                        "sonnet",
                        "tool",
                        tool,
                        "decision_source",
                        source,
                        "accepts",
                        accepts,
                        "rejects",
                        rejects));
    }

    private void session(Map<String, Object> who, String id, int day, String model, String tool) {
        for (String eachModel : new String[] {"", model}) {
            insert("session_days", with(who, "session_id", id, "model", eachModel, "tool", ""));
            if (!tool.isEmpty()) {
                insert("session_days", with(who, "session_id", id, "model", eachModel, "tool", tool));
            }
        }
        Map<String, Object> session = with(
                who,
                "session_id",
                id,
                "first_seen_at",
                at(day, 8),
                "last_seen_at",
                at(day, 10),
                "has_logs",
                1,
                "has_prompts",
                1,
                "has_starts",
                0,
                "has_events",
                1);
        session.remove("day");
        insert("sessions", session);
    }

    private void prompt(Map<String, Object> who, String id, String session, long startedAt, Object... values) {
        Map<String, Object> row = with(
                who,
                "prompt_id",
                id,
                "session_id",
                session,
                "started_at",
                startedAt,
                "ended_at",
                startedAt + 9 * SECOND,
                "origin",
                "human",
                "models",
                "[]");
        for (String measure :
                "cost_micros subagent_cost_micros input_tokens output_tokens cache_read_tokens cache_creation_tokens api_requests api_errors tool_calls tool_failures accepts rejects subagents max_depth max_fanout"
                        .split(" ", -1)) {
            row.put(measure, 0);
        }
        insert("prompt_summary", with(row, values));
    }

    private void agent(
            Map<String, Object> who, String prompt, String id, String type, int micros, int tokens, int durationMs) {
        insert(
                "prompt_agents",
                Map.of(
                        "org_id",
                        String.valueOf(who.get("org_id")),
                        "day",
                        String.valueOf(who.get("day")),
                        "prompt_id",
                        prompt,
                        "agent_id",
                        id,
                        "agent_type",
                        type,
                        "depth",
                        1,
                        "duration_ms",
                        durationMs,
                        "cost_micros",
                        micros,
                        "total_tokens",
                        tokens));
    }

    private void trace(String org, String trace, String prompt) {
        insert("traces", Map.of("org_id", org, "trace_id", trace, "prompt_id", prompt));
    }

    private void span(
            String org,
            String trace,
            String session,
            String id,
            @Nullable String parent,
            String kind,
            int offsetMs,
            int durationMs,
            Object... values) {
        Map<String, Object> row = with(
                who(org, 21, "ada", "platform", "acme/api"),
                "trace_id",
                trace,
                "span_id",
                id,
                "name",
                "claude_code." + kind,
                "kind",
                kind,
                "remote_parent",
                0,
                "start_ns",
                (at(21, 9) + offsetMs) * 1_000_000,
                "duration_ms",
                durationMs,
                "session_id",
                session,
                "conversation_id",
                session,
                "model",
                "",
                "tool",
                "",
                "blocked_ms",
                0,
                "status",
                "ok",
                "input_tokens",
                0,
                "output_tokens",
                0,
                "cache_read_tokens",
                0,
                "cache_creation_tokens",
                0,
                "attributes",
                "{}");
        if (parent != null) {
            row.put("parent_span_id", parent);
        }
        insert("spans", with(row, values));
    }

    private void event(Map<String, Object> who, String prompt, String name, long timeMs, Object... values) {
        Map<String, Object> row = with(
                who,
                "event_key",
                (prompt + name + timeMs).getBytes(StandardCharsets.UTF_8),
                "time_ms",
                timeMs,
                "name",
                name,
                "session_id",
                prompt.equals("p3") || prompt.equals("p4") ? "s3" : "s1",
                "prompt_id",
                prompt,
                "model",
                "",
                "tool",
                "",
                "cost_micros",
                0,
                "input_tokens",
                0,
                "output_tokens",
                0,
                "cache_read_tokens",
                0,
                "cache_creation_tokens",
                0,
                "attributes",
                "{}");
        insert("events", with(row, values));
    }

    private void insert(String table, Map<String, Object> row) {
        String columns = String.join(", ", row.keySet());
        String names = row.keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        handle.createUpdate("INSERT INTO " + table + " (" + columns + ") VALUES (" + names + ")")
                .bindMap(row)
                .execute();
    }

    private static Map<String, Object> with(Map<String, Object> row, Object... values) {
        Map<String, Object> more = new LinkedHashMap<>(row);
        for (int i = 0; i + 1 < values.length; i += 2) {
            more.put(String.valueOf(values[i]), values[i + 1]);
        }
        return more;
    }

    private static Map<String, Object> with(Map<String, Object> row, Map<String, Object> other) {
        Map<String, Object> more = new LinkedHashMap<>(row);
        more.putAll(other);
        return more;
    }

    /** Milliseconds of a full hour of a day in November 2026. */
    private static long at(int day, int hour) {
        return LocalDate.of(2026, 11, day)
                .atTime(hour, 0)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
