package com.metricai.api;

import com.metricai.store.access.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Orgs that do not show everything: initech hides names, umbrella hides small teams. */
final class PeopleFixtures {
    static final String INITECH_ADMIN = "boss@initech.example";
    static final String INITECH_VIEWER = "viewer@initech.example";
    static final String UMBRELLA_ADMIN = "boss@umbrella.example";
    static final String UMBRELLA_VIEWER = "viewer@umbrella.example";

    static final String GRACE = "grace.hopper@initech.example";
    static final String ALAN = "Alan.Turing@initech.example";
    /** The client left session.id out. */
    static final String ALANS_SESSION = "user:Alan.Turing";

    static final String GRACES_SESSION = "initech-1";
    static final String GRACES_TRACE = "3af7651916cd43dd8448eb211c80319c";

    /** What must not be in an answer to somebody from whom names are hidden; in lower case. */
    static final List<String> NAMES = List.of("grace", "hopper", "alan", "turing");

    private static final long NOON = Fixtures.NOON.millis();
    private static final long HOUR = 3_600_000;

    private final Handle handle;

    private PeopleFixtures(Handle handle) {
        this.handle = handle;
    }

    static void insert(Handle handle) {
        PeopleFixtures fixtures = new PeopleFixtures(handle);
        for (String org : List.of("initech", "umbrella")) {
            handle.execute("INSERT INTO orgs (id, name, created_at) VALUES (?, ?, 1)", org, org);
            fixtures.member("boss@" + org + ".example", org, Role.ADMIN);
            fixtures.member("viewer@" + org + ".example", org, Role.VIEWER);
        }
        handle.execute("UPDATE orgs SET pseudonymous = 1 WHERE id = 'initech'");
        handle.execute("UPDATE orgs SET team_floor = 3 WHERE id = 'umbrella'");
        fixtures.initech();
        fixtures.umbrella();
    }

    /** The id of the session's one prompt, which names nobody. */
    static String prompt(String session) {
        return session.equals(ALANS_SESSION) ? "prompt-of-initech-2" : "prompt-of-" + session;
    }

    private void initech() {
        person("initech", GRACE, "compilers", GRACES_SESSION, 3_000_000);
        person("initech", ALAN, "machines", ALANS_SESSION, 2_000_000);
        person("initech", "unknown", "machines", "initech-3", 1_000_000);
        insert(
                "spans",
                Map.ofEntries(
                        Map.entry("org_id", "initech"),
                        Map.entry("trace_id", GRACES_TRACE),
                        Map.entry("span_id", "00000000000000aa"),
                        Map.entry("name", "claude_code.interaction"),
                        Map.entry("kind", "interaction"),
                        Map.entry("remote_parent", 0),
                        Map.entry("day", "2026-11-22"),
                        Map.entry("start_ns", (NOON - HOUR) * 1_000_000),
                        Map.entry("duration_ms", 5),
                        Map.entry("session_id", GRACES_SESSION),
                        Map.entry("source", "claude_code"),
                        Map.entry("user", GRACE),
                        Map.entry("team", "compilers"),
                        Map.entry("repo", "initech/tps"),
                        Map.entry("model", ""),
                        Map.entry("tool", ""),
                        Map.entry("blocked_ms", 0),
                        Map.entry("status", "ok"),
                        Map.entry("input_tokens", 0),
                        Map.entry("output_tokens", 0),
                        Map.entry("cache_read_tokens", 0),
                        Map.entry("cache_creation_tokens", 0),
                        Map.entry("attributes", "{}")));
        insert("traces", Map.of("org_id", "initech", "trace_id", GRACES_TRACE, "prompt_id", prompt(GRACES_SESSION)));
    }

    private void umbrella() {
        for (String user : List.of("a1", "a2", "a3")) {
            person("umbrella", user, "alpha", "umbrella-" + user, 1_000_000);
        }
        for (String user : List.of("b1", "b2")) {
            person("umbrella", user, "beta", "umbrella-" + user, 10_000_000);
        }
        person("umbrella", "c1", "gamma", "umbrella-c1", 100_000_000);
        // One person, and two names that are none.
        for (String user : List.of("d1", "D1", "unknown", "other")) {
            person("umbrella", user, "delta", "umbrella-" + user, 0);
        }
    }

    private void member(String email, String org, Role role) {
        handle.execute(
                "INSERT INTO members (email, org_id, role, created_at) VALUES (?, ?, ?, 1)",
                email,
                org,
                role.wireName());
    }

    /** Somebody with one session of one prompt today. */
    private void person(String org, String user, String team, String session, long micros) {
        String repo = org + "/tps";
        insert("reporting", Map.of("org_id", org, "user", user, "logs_last_seen_at", NOON));
        Map<String, Object> day = Map.of(
                "org_id", org, "day", "2026-11-22", "user", user, "source", "claude_code", "team", team, "repo", repo);
        insert(
                "rollups_daily",
                zeros("event_cost_micros,metric_cost_micros,output_tokens,cache_read_tokens,cache_creation_tokens,"
                        + "api_requests,api_errors,tool_calls,tool_failures,accepts,rejects,lines_added,"
                        + "lines_removed,commits,pull_requests,active_user_ms,active_cli_ms,blocked_ms"),
                day,
                Map.of(
                        "model",
                        "sonnet",
                        "tool",
                        "",
                        "status",
                        "ok",
                        "cost_micros",
                        micros,
                        "input_tokens",
                        7,
                        "prompts",
                        1));
        for (String model : List.of("", "sonnet")) {
            insert("session_days", day, Map.of("model", model, "tool", "", "session_id", session));
        }
        insert(
                "decisions_daily",
                day,
                Map.of("model", "sonnet", "tool", "Bash", "decision_source", "config", "accepts", 1, "rejects", 0));
        insert(
                "session_totals_daily",
                zeros("total_tokens,lines_added,lines_removed,commits"),
                Map.of("org_id", org, "day", "2026-11-22", "user", user, "session_id", session, "cost_micros", micros));
        Map<String, Object> who = Map.of(
                "org_id",
                org,
                "session_id",
                session,
                "source",
                "claude_code",
                "user",
                user,
                "team",
                team,
                "repo",
                repo);
        insert(
                "sessions",
                who,
                zeros("has_starts"),
                Map.of(
                        "first_seen_at",
                        NOON - HOUR,
                        "last_seen_at",
                        NOON,
                        "has_logs",
                        1,
                        "has_prompts",
                        1,
                        "has_events",
                        1));
        insert(
                "prompt_summary",
                who,
                zeros(
                        "subagent_cost_micros,input_tokens,output_tokens,cache_read_tokens,cache_creation_tokens,"
                                + "api_requests,api_errors,tool_calls,tool_failures,accepts,rejects,subagents,max_depth,max_fanout"),
                Map.of(
                        "prompt_id",
                        prompt(session),
                        "day",
                        "2026-11-22",
                        "started_at",
                        NOON - HOUR,
                        "ended_at",
                        NOON,
                        "origin",
                        "human",
                        "models",
                        "[\"sonnet\"]",
                        "cost_micros",
                        micros));
    }

    private static Map<String, Object> zeros(String columns) {
        return List.of(columns.split(",", -1)).stream().collect(Collectors.toMap(column -> column, column -> 0));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read, never stored
    private final void insert(String table, Map<String, Object>... parts) {
        List<Map.Entry<String, Object>> values = List.of(parts).stream()
                .flatMap(part -> part.entrySet().stream())
                .toList();
        handle.execute(
                "INSERT INTO " + table + " ("
                        + values.stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")) + ") VALUES ("
                        + values.stream().map(value -> "?").collect(Collectors.joining(", ")) + ")",
                values.stream().map(Map.Entry::getValue).toArray());
    }
}
