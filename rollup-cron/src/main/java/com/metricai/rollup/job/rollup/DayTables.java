package com.metricai.rollup.job.rollup;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The daily tables: the rows of a user's day, replaced together. */
final class DayTables {
    private static final List<String> TABLES =
            List.of("rollups_daily", "decisions_daily", "session_days", "session_totals_daily");

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

    static void replace(Handle handle, UserDay userDay, DayRows rows) {
        for (String table : TABLES) {
            handle.createUpdate("DELETE FROM " + table + " WHERE org_id = :orgId AND day = :day AND user = :user")
                    .bindMethods(userDay)
                    .execute();
        }
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
