package com.metricai.consumer.write;

import com.metricai.consumer.interpret.SpanRow;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code spans}: once by (org, trace, span); the first write wins. */
final class SpanTable {
    private static final String INSERT = """
            INSERT INTO spans (org_id, trace_id, span_id, parent_span_id, name, kind, remote_parent, day, start_ns,
              duration_ms, session_id, source, user, team, repo, model, tool, agent_id, parent_agent_id, conversation_id,
              query_source, request_id, tool_use_id, decision, decision_source, blocked_ms, status, error_type,
              status_code, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, attributes)
            VALUES (:orgId, :traceId, :spanId, :parentSpanId, :name, :kind, :remoteParent, :day, :startNs,
              :durationMs, :identity.sessionId, :identity.source, :identity.user, :identity.team, :identity.repo, :model,
              :tool, :agentId, :parentAgentId, :conversationId, :querySource, :requestId, :toolUseId, :decision,
              :decisionSource, :blockedMs, :status, :errorType, :statusCode, :inputTokens, :outputTokens,
              :cacheReadTokens, :cacheCreationTokens, :attributes)
            ON CONFLICT (org_id, trace_id, span_id) DO NOTHING""";

    private SpanTable() {}

    /** Returns the rows that were new. */
    static List<SpanRow> insert(Handle handle, List<SpanRow> rows) {
        return NewRows.insert(handle, INSERT, rows);
    }
}
