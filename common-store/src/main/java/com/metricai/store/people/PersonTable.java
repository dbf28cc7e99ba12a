package com.metricai.store.people;

import java.util.List;

/**
 * A SQLite table that holds rows about people, and which of them are one person's: the list that export and erasure share.
 * The conditions are SQL with {@code :org} and the list {@code <users>}, all spellings of one name.
 *
 * @param key the columns that tell a row from all others
 * @param where the person's rows
 * @param older which of them are from before {@code :erasedAt} (milliseconds since the epoch) or {@code :erasedDay}
 */
public record PersonTable(String name, List<String> key, String where, String older) {
    private static final String OWN = "org_id = :org AND user IN (<users>)";
    private static final String OWN_PROMPTS = """
            org_id = :org AND prompt_id IN (
              SELECT prompt_id FROM prompt_summary WHERE org_id = :org AND user IN (<users>)
              UNION SELECT prompt_id FROM events WHERE org_id = :org AND user IN (<users>) AND prompt_id IS NOT NULL)""";
    private static final String OLD_DAY = "day < :erasedDay";

    /** Weeks and months may have days of before and of after; their days tell. */
    private static final String OLD_PERIOD = "length(period) = 10 AND period < :erasedDay";

    /** They are found by rows that go after them, so there is nothing to find them by again. */
    private static final String NOT_TO_TELL = "FALSE";

    /**
     * All of them but {@code outbox}, in an order in which they can be deleted: what is found by way of other rows comes
     * before those.
     */
    public static final List<PersonTable> ALL = List.of(
            new PersonTable("traces", List.of("org_id", "trace_id", "prompt_id"), OWN_PROMPTS, NOT_TO_TELL),
            new PersonTable("prompt_agents", List.of("org_id", "prompt_id", "agent_id"), OWN_PROMPTS, NOT_TO_TELL),
            new PersonTable("prompt_summary", List.of("org_id", "prompt_id"), OWN, "started_at < :erasedAt"),
            new PersonTable("events", List.of("rowid"), OWN, "time_ms < :erasedAt"),
            new PersonTable("spans", List.of("rowid"), OWN, "start_ns < :erasedAt * 1000000"),
            new PersonTable("session_metric_days", List.of("org_id", "session_id", "day", "user"), OWN, OLD_DAY),
            new PersonTable("sessions", List.of("org_id", "session_id"), OWN, "last_seen_at < :erasedAt"),
            new PersonTable(
                    "reporting",
                    List.of("org_id", "user"),
                    OWN,
                    "max(coalesce(metrics_last_seen_at, 0), coalesce(logs_last_seen_at, 0),"
                            + " coalesce(traces_last_seen_at, 0)) < :erasedAt"),
            new PersonTable("dirty_days", List.of("org_id", "day", "user"), OWN, NOT_TO_TELL),
            new PersonTable(
                    "rollups_daily",
                    List.of("org_id", "day", "user", "source", "team", "repo", "model", "tool", "status"),
                    OWN,
                    OLD_DAY),
            new PersonTable(
                    "decisions_daily",
                    List.of("org_id", "day", "user", "source", "team", "repo", "model", "tool", "decision_source"),
                    OWN,
                    OLD_DAY),
            new PersonTable(
                    "session_days",
                    List.of("org_id", "model", "tool", "day", "user", "session_id", "source", "team", "repo"),
                    OWN,
                    OLD_DAY),
            new PersonTable("session_totals_daily", List.of("org_id", "day", "user", "session_id"), OWN, OLD_DAY),
            new PersonTable(
                    "prompts_daily",
                    List.of("org_id", "day", "user", "source", "team", "repo", "models", "max_depth", "max_fanout"),
                    OWN,
                    OLD_DAY),
            new PersonTable(
                    "agents_daily",
                    List.of("org_id", "day", "user", "source", "team", "repo", "models", "agent_type"),
                    OWN,
                    OLD_DAY),
            new PersonTable(
                    "rollup_grains",
                    List.of("org_id", "grain", "period", "repo", "team", "user", "model", "source"),
                    OWN,
                    OLD_PERIOD));

    /** Metric rows on their way to ClickHouse. Only who moves them there deletes them. */
    public static final PersonTable OUTBOX = new PersonTable("outbox", List.of("id"), OWN, OLD_DAY);

    /** Whether rows name the person themselves, in the column {@code user}. */
    boolean isNamed() {
        return where.equals(OWN);
    }

    public PersonTable {
        key = List.copyOf(key);
    }
}
