package com.metricai.consumer.write;

import com.metricai.consumer.interpret.EventRow;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code events} and {@code traces}: an event once by its key; the first write wins. */
final class EventTable {
    private static final String INSERT = """
            INSERT INTO events (event_key, org_id, day, time_ms, sequence, name, session_id, prompt_id, trace_id, span_id,
              source, user, team, repo, model, tool, agent_id, parent_agent_id, agent_type, query_source, request_id,
              tool_use_id, decision, decision_source, success, is_async, error_type, status_code, duration_ms,
              cost_micros, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, attributes)
            VALUES (unhex(:eventKey), :orgId, :day, :timeMs, :sequence, :name, :identity.sessionId, :promptId, :traceId,
              :spanId, :identity.source, :identity.user, :identity.team, :identity.repo, :model, :tool, :agentId,
              :parentAgentId, :agentType, :querySource, :requestId, :toolUseId, :decision, :decisionSource, :success,
              :isAsync, :errorType, :statusCode, :durationMs, :costMicros, :inputTokens, :outputTokens,
              :cacheReadTokens, :cacheCreationTokens, :attributes)
            ON CONFLICT (event_key) DO NOTHING""";

    private static final String INSERT_TRACE = """
            INSERT INTO traces (org_id, trace_id, prompt_id) VALUES (:orgId, :traceId, :promptId)
            ON CONFLICT DO NOTHING""";

    public record Pair(String orgId, String traceId, String promptId) {}

    private EventTable() {}

    /** Returns the rows that were new. */
    static List<EventRow> insert(Handle handle, List<EventRow> rows) {
        List<EventRow> fresh = NewRows.insert(handle, INSERT, rows);
        List<Pair> pairs = fresh.stream()
                .filter(row -> row.traceId() != null && row.promptId() != null)
                .map(EventTable::pair)
                .distinct()
                .toList();
        NewRows.insert(handle, INSERT_TRACE, pairs);
        return fresh;
    }

    private static Pair pair(EventRow row) {
        if (row.traceId() == null || row.promptId() == null) {
            throw new IllegalArgumentException("not a pair");
        }
        return new Pair(row.orgId(), row.traceId(), row.promptId());
    }
}
