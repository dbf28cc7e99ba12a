package com.metricai.rollup.job.rollup;

import com.metricai.store.daily.CoarseTables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The daily tables: the rows of a user's day, replaced or removed together, and the coarse tables kept equal to them. */
public final class DayTables {
    /** Those that have a row of a user's day. */
    public static final List<String> TABLES = List.of(
            "rollups_daily",
            "decisions_daily",
            "session_days",
            "session_totals_daily",
            "prompts_daily",
            "agents_daily");

    private static final String OF_USER_DAY = " WHERE org_id = :orgId AND day = :day AND user = :user";

    private static final String SESSIONS = "SELECT DISTINCT session_id FROM session_days" + OF_USER_DAY;

    private static final String MARK_REPEATED = """
            UPDATE session_days SET repeated = counted.repeated
            FROM (
              SELECT model, count(*) > 1 AS repeated FROM session_days
              WHERE org_id = :orgId AND session_id = :sessionId AND tool = '' GROUP BY model) counted
            WHERE org_id = :orgId AND session_id = :sessionId AND tool = '' AND session_days.model = counted.model
              AND session_days.repeated <> counted.repeated""";

    private static final String INSERT_PROMPTS = """
            INSERT INTO prompts_daily (org_id, day, user, source, team, repo, models, max_depth, max_fanout, prompts,
              with_subagents, subagents, subagent_cost_micros)
            SELECT org_id, day, user, source, team, repo, models, max_depth, max_fanout, count(*), sum(subagents > 0),
              sum(subagents), sum(subagent_cost_micros)
            FROM prompt_summary WHERE org_id = :orgId AND day = :day AND user = :user
            GROUP BY source, team, repo, models, max_depth, max_fanout""";

    private static final String INSERT_AGENTS = """
            INSERT INTO agents_daily (org_id, day, user, source, team, repo, models, agent_type, runs, cost_micros,
              total_tokens, duration_ms)
            SELECT p.org_id, p.day, p.user, p.source, p.team, p.repo, p.models, a.agent_type, count(*), sum(a.cost_micros),
              sum(a.total_tokens), sum(a.duration_ms)
            FROM prompt_summary p JOIN prompt_agents a ON a.org_id = p.org_id AND a.prompt_id = p.prompt_id
            WHERE p.org_id = :orgId AND p.day = :day AND p.user = :user AND p.subagents > 0
            GROUP BY p.source, p.team, p.repo, p.models, a.agent_type""";

    private static final String INSERT_ROLLUP = """
            INSERT INTO rollups_daily (org_id, day, user, source, team, repo, model, tool, status, cost_micros,
              event_cost_micros, metric_cost_micros, input_tokens, output_tokens, cache_read_tokens,
              cache_creation_tokens, prompts, api_requests, api_errors, tool_calls, tool_failures, accepts, rejects,
              lines_added, lines_removed, commits, pull_requests, active_user_ms, active_cli_ms, blocked_ms)
            VALUES (:userDay.orgId, :userDay.day, :userDay.user, :key.source, :key.team, :key.repo, :key.model, :key.tool,
              :key.status, :totals.costMicros, :totals.eventCostMicros, :totals.metricCostMicros, :totals.inputTokens,
              :totals.outputTokens, :totals.cacheReadTokens, :totals.cacheCreationTokens, :totals.prompts,
              :totals.apiRequests, :totals.apiErrors, :totals.toolCalls, :totals.toolFailures, :totals.accepts,
              :totals.rejects, :totals.linesAdded, :totals.linesRemoved, :totals.commits, :totals.pullRequests,
              :totals.activeUserMs, :totals.activeCliMs, :totals.blockedMs)""";

    private static final String INSERT_DECISION = """
            INSERT INTO decisions_daily (org_id, day, user, source, team, repo, model, tool, decision_source, accepts,
              rejects)
            VALUES (:userDay.orgId, :userDay.day, :userDay.user, :key.source, :key.team, :key.repo, :key.model, :key.tool,
              :key.status, :decisions.accepts, :decisions.rejects)""";

    private static final String INSERT_SESSION = """
            INSERT INTO session_days (org_id, day, user, session_id, source, team, repo, model, tool)
            VALUES (:userDay.orgId, :userDay.day, :userDay.user, :session.sessionId, :session.source, :session.team,
              :session.repo, :session.model, :session.tool)""";

    public record RollupRow(UserDay userDay, Key key, Totals totals) {}

    public record DecisionRow(UserDay userDay, Key key, DayRows.Decisions decisions) {}

    public record SessionRow(UserDay userDay, DayRows.SessionDay session) {}

    private static final String INSERT_SESSION_TOTALS = """
            INSERT INTO session_totals_daily (org_id, day, user, session_id, cost_micros, total_tokens, lines_added,
              lines_removed, commits)
            VALUES (:userDay.orgId, :userDay.day, :userDay.user, :sessionId, :totals.costMicros, :totals.totalTokens,
              :totals.linesAdded, :totals.linesRemoved, :totals.commits)""";

    public record SessionTotalsRow(UserDay userDay, String sessionId, DayRows.SessionTotals totals) {}

    private DayTables() {}

    /** Within a write transaction. */
    static void replace(Handle handle, UserDay userDay, DayRows rows) {
        Set<String> sessions = sessions(handle, userDay);
        clear(handle, userDay);
        insert(
                handle,
                INSERT_ROLLUP,
                rows.rollups().entrySet().stream().map(e -> new RollupRow(userDay, e.getKey(), e.getValue())));
        insert(
                handle,
                INSERT_DECISION,
                rows.decisions().entrySet().stream().map(e -> new DecisionRow(userDay, e.getKey(), e.getValue())));
        insert(handle, INSERT_SESSION, rows.sessions().stream().map(session -> new SessionRow(userDay, session)));
        insert(
                handle,
                INSERT_SESSION_TOTALS,
                rows.sessionTotals().entrySet().stream()
                        .map(e -> new SessionTotalsRow(userDay, e.getKey(), e.getValue())));
        for (String fromPrompts : List.of(INSERT_PROMPTS, INSERT_AGENTS)) {
            handle.createUpdate(fromPrompts).bindMethods(userDay).execute();
        }
        CoarseTables.add(handle, userDay.orgId(), userDay.day(), userDay.user());
        rows.sessions().forEach(session -> sessions.add(session.sessionId()));
        markRepeated(handle, userDay.orgId(), sessions);
    }

    /**
     * Removes all that the daily and the coarse tables hold of a user's day; within a write transaction.
     *
     * @return how many rows of the daily tables went
     */
    public static int remove(Handle handle, UserDay userDay) {
        Set<String> sessions = sessions(handle, userDay);
        int removed = clear(handle, userDay);
        markRepeated(handle, userDay.orgId(), sessions);
        return removed;
    }

    private static Set<String> sessions(Handle handle, UserDay userDay) {
        return new HashSet<>(handle.createQuery(SESSIONS)
                .bindMethods(userDay)
                .mapTo(String.class)
                .list());
    }

    private static int clear(Handle handle, UserDay userDay) {
        CoarseTables.subtract(handle, userDay.orgId(), userDay.day(), userDay.user());
        int rows = 0;
        for (String table : TABLES) {
            rows += handle.createUpdate("DELETE FROM " + table + OF_USER_DAY)
                    .bindMethods(userDay)
                    .execute();
        }
        return rows;
    }

    /** A session's rows of other days, users or repos make it a repeated one; or no longer. */
    private static void markRepeated(Handle handle, String orgId, Set<String> sessions) {
        if (!sessions.isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch(MARK_REPEATED)) {
                sessions.forEach(session ->
                        batch.bind("orgId", orgId).bind("sessionId", session).add());
                batch.execute();
            }
        }
    }

    private static void insert(Handle handle, String sql, Stream<?> rows) {
        List<?> all = rows.toList();
        if (!all.isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                all.forEach(row -> batch.bindMethods(row).add());
                batch.execute();
            }
        }
    }
}
