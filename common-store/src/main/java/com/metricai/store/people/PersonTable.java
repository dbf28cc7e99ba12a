package com.metricai.store.people;

import java.util.List;

/**
 * A SQLite table that holds rows about people, and which of them are one person's: the list that export and erasure share.
 * The conditions are SQL with {@code :org} and the list {@code <users>}, all spellings of one name.
 *
 * <p>Where a row does not say when it was received its own time decides, as in {@link Tombstone#drops}: what was stored after
 * the tombstone is never older. A clock that ran ahead may have stamped older rows with later times; they are told by
 * nothing having been received since, and of somebody who goes on working cannot be told.
 *
 * @param key the columns that tell a row from all others
 * @param where the person's rows
 * @param older which of them are from before {@code :erasedAt} (milliseconds since the epoch), on the day
 *     {@code :erasedDay}; quick to look up for a row whose key is given
 */
public record PersonTable(String name, List<String> key, String where, String older) {
    private static final String OWN = "org_id = :org AND user IN (<users>)";
    private static final String OWN_PROMPTS = """
            org_id = :org AND prompt_id IN (
              SELECT prompt_id FROM prompt_summary WHERE org_id = :org AND user IN (<users>)
              UNION SELECT prompt_id FROM events WHERE org_id = :org AND user IN (<users>) AND prompt_id IS NOT NULL)""";

    private static final String LATEST = "max(coalesce(metrics_last_seen_at, 0), coalesce(logs_last_seen_at, 0),"
            + " coalesce(traces_last_seen_at, 0))";

    /** Whether anything of the person was received, and stored, since {@code :erasedAt}. */
    public static final String GOES_ON = since(LATEST);

    private static final String NOTHING_SINCE = "NOT " + GOES_ON;
    private static final String NO_LOGS_SINCE = "NOT " + since("logs_last_seen_at");
    private static final String NO_TRACES_SINCE = "NOT " + since("traces_last_seen_at");

    /** The day of the erasure may have rows of before and of after. */
    private static final String OLD_DAY = "(day < :erasedDay OR " + NOTHING_SINCE + ")";

    /** So may its week and its month. */
    private static final String OLD_PERIOD = """
            (CASE length(period)
              WHEN 10 THEN period < :erasedDay
              WHEN 7 THEN period < substr(:erasedDay, 1, 7)
              ELSE date(substr(period, 2), '+6 days') < :erasedDay END""" + " OR " + NOTHING_SINCE + ")";

    /** Of a prompt that was begun before, a summary is made anew with its next event, from those that are left. */
    private static final String NO_LATER_SUMMARY = """
            (NOT EXISTS (SELECT 1 FROM prompt_summary p
              WHERE p.org_id = prompt_agents.org_id AND p.prompt_id = prompt_agents.prompt_id
                AND p.started_at >= :erasedAt)""" + " OR " + NO_LOGS_SINCE + ")";

    private static final String NO_LATER_EVENT = """
            (NOT EXISTS (SELECT 1 FROM events e
              WHERE e.org_id = traces.org_id AND e.prompt_id = traces.prompt_id AND e.trace_id = traces.trace_id
                AND e.time_ms >= :erasedAt)""" + " OR " + NO_LOGS_SINCE + ")";

    /** A session that goes on needs its days: they are rolled up again when its ledger changes over to events. */
    private static final String NO_LATER_SESSION = """
            (day < :erasedDay OR NOT EXISTS (SELECT 1 FROM sessions s
              WHERE s.org_id = session_metric_days.org_id AND s.session_id = session_metric_days.session_id
                AND s.last_seen_at >= :erasedAt)""" + " OR " + NOTHING_SINCE + ")";

    /** Of an export it is known when it was taken. */
    private static final String OLD_EXPORT = """
            ((payload ->> '$.minute') * 1000 < :erasedAt OR EXISTS (SELECT 1 FROM exports_seen x
              WHERE x.fingerprint = unhex(payload ->> '$.fingerprint') AND x.seen_at < :erasedAt))""";

    /**
     * All of them but {@code outbox}, in an order in which they can be deleted: what is found by way of other rows comes
     * before those.
     */
    public static final List<PersonTable> ALL = List.of(
            new PersonTable("traces", List.of("org_id", "trace_id", "prompt_id"), OWN_PROMPTS, NO_LATER_EVENT),
            new PersonTable("prompt_agents", List.of("org_id", "prompt_id", "agent_id"), OWN_PROMPTS, NO_LATER_SUMMARY),
            new PersonTable(
                    "prompt_summary",
                    List.of("org_id", "prompt_id"),
                    OWN,
                    "(started_at < :erasedAt OR " + NO_LOGS_SINCE + ")"),
            new PersonTable("events", List.of("rowid"), OWN, "(time_ms < :erasedAt OR " + NO_LOGS_SINCE + ")"),
            new PersonTable(
                    "spans", List.of("rowid"), OWN, "(start_ns < :erasedAt * 1000000 OR " + NO_TRACES_SINCE + ")"),
            new PersonTable(
                    "session_metric_days", List.of("org_id", "session_id", "day", "user"), OWN, NO_LATER_SESSION),
            new PersonTable(
                    "sessions",
                    List.of("org_id", "session_id"),
                    OWN,
                    "(last_seen_at < :erasedAt OR " + NOTHING_SINCE + ")"),
            new PersonTable("reporting", List.of("org_id", "user"), OWN, LATEST + " < :erasedAt"),
            new PersonTable("dirty_days", List.of("org_id", "day", "user"), OWN, OLD_DAY),
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
    public static final PersonTable OUTBOX = new PersonTable("outbox", List.of("id"), OWN, OLD_EXPORT);

    /** Whether rows name the person themselves, in the column {@code user}. */
    public boolean isNamed() {
        return where.equals(OWN);
    }

    public PersonTable {
        key = List.copyOf(key);
    }

    private static String since(String lastSeenAt) {
        return "EXISTS (SELECT 1 FROM reporting WHERE org_id = :org AND user IN (<users>) AND " + lastSeenAt
                + " >= :erasedAt)";
    }
}
