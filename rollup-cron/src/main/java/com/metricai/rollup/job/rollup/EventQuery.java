package com.metricai.rollup.job.rollup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import tools.jackson.databind.json.JsonMapper;

/** What SQLite knows of a user's day. */
final class EventQuery {
    /** A tool's row carries the model that asked for it, found by request_id; one of them, should there be several. */
    private static final String EVENTS = """
            SELECT name, session_id, source, team, repo, model, tool, status, decision_source, count(*) AS n,
              sum(failed) AS failures, sum(rejected) AS rejects, sum(cost_micros) AS cost_micros,
              sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
              sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens
            FROM (
              SELECT name, session_id, source, team, repo,
                CASE WHEN name IN ('tool_result', 'tool_decision') THEN coalesce((
                    SELECT r.model FROM events r
                    WHERE r.org_id = e.org_id AND r.request_id = e.request_id AND r.name = 'api_request' LIMIT 1), '')
                  WHEN name = 'user_prompt' THEN '' ELSE model END AS model,
                CASE WHEN name IN ('tool_result', 'tool_decision') THEN tool ELSE '' END AS tool,
                CASE WHEN name = 'api_error' OR (name = 'tool_result' AND success = 0) THEN 'error'
                  WHEN name = 'tool_decision' AND decision = 'reject' THEN 'rejected' ELSE 'ok' END AS status,
                CASE WHEN name = 'tool_decision' THEN coalesce(decision_source, '') ELSE '' END AS decision_source,
                name = 'tool_result' AND coalesce(success, 1) = 0 AS failed,
                name = 'tool_decision' AND coalesce(decision, '') = 'reject' AS rejected,
                cost_micros, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens
              FROM events e
              WHERE org_id = :orgId AND day = :day AND user = :user
                AND (name IN ('api_request', 'api_error', 'tool_result', 'user_prompt')
                  OR (name = 'tool_decision' AND decision IN ('accept', 'reject')))
            )
            GROUP BY name, session_id, source, team, repo, model, tool, status, decision_source""";

    private static final String WAITS = """
            SELECT source, team, repo, coalesce((
                SELECT p.tool FROM spans p
                WHERE p.org_id = s.org_id AND p.trace_id = s.trace_id AND p.span_id = s.parent_span_id), '') AS tool,
              sum(blocked_ms) AS blocked_ms
            FROM spans s
            WHERE org_id = :orgId AND day = :day AND user = :user AND blocked_ms > 0
            GROUP BY 1, 2, 3, 4""";

    private static final JsonMapper JSON = new JsonMapper();

    private EventQuery() {}

    static List<EventTotals> events(Handle snapshot, UserDay userDay) {
        return snapshot.createQuery(EVENTS)
                .bindMethods(userDay)
                .map((row, context) -> new EventTotals(
                        row.getString("name"),
                        row.getString("session_id"),
                        new Key(
                                row.getString("source"),
                                row.getString("team"),
                                row.getString("repo"),
                                row.getString("model"),
                                row.getString("tool"),
                                row.getString("status")),
                        row.getString("decision_source"),
                        row.getLong("n"),
                        row.getLong("failures"),
                        row.getLong("rejects"),
                        row.getLong("cost_micros"),
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_creation_tokens")))
                .list();
    }

    static Map<Key, Long> waits(Handle snapshot, UserDay userDay) {
        return snapshot.createQuery(WAITS).bindMethods(userDay).reduceRows(new java.util.HashMap<>(), (waits, row) -> {
            waits.put(key(row), row.getColumn("blocked_ms", Long.class));
            return waits;
        });
    }

    private static Key key(RowView row) {
        return new Key(text(row, "source"), text(row, "team"), text(row, "repo"), "", text(row, "tool"), "ok");
    }

    private static String text(RowView row, String column) {
        return row.getColumn(column, String.class);
    }

    /** Those of the sessions that have an api_request event. */
    static Set<String> eventLedgers(Handle snapshot, String orgId, Set<String> sessionIds) {
        return flagged(snapshot, "has_events", orgId, sessionIds);
    }

    /** Those of the sessions that have any event. */
    static Set<String> withEvents(Handle snapshot, String orgId, Set<String> sessionIds) {
        return flagged(snapshot, "has_logs", orgId, sessionIds);
    }

    /** Those of the sessions that count although they have no events. */
    static Set<String> countedByMetrics(Handle snapshot, String orgId, Set<String> sessionIds) {
        return flagged(snapshot, "(counts AND NOT has_logs)", orgId, sessionIds);
    }

    private static Set<String> flagged(Handle snapshot, String flag, String orgId, Set<String> sessionIds) {
        if (sessionIds.isEmpty()) {
            return Set.of();
        }
        return snapshot
                .createQuery("SELECT session_id FROM sessions WHERE org_id = :orgId AND " + flag
                        + " AND session_id IN (SELECT value FROM json_each(:sessionIds))")
                .bind("orgId", orgId)
                // One variable: SQLite has a bound to their number, of which a day's sessions have none.
                .bind("sessionIds", JSON.writeValueAsString(sessionIds))
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toSet());
    }
}
