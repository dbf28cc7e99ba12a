package com.metricai.api.spans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class SpanTreeQuery {
    static final String SPANS = "SELECT * FROM spans WHERE org_id = :org AND trace_id = :trace";
    static final String EVENTS = """
            SELECT * FROM events WHERE org_id = :org AND prompt_id = :prompt
              AND name IN ('user_prompt', 'api_request', 'api_error', 'tool_decision', 'tool_result', 'subagent_completed')
            ORDER BY time_ms, sequence""";
    static final String OTHER_PROMPTS =
            "SELECT DISTINCT o.trace_id FROM traces t JOIN traces o ON o.org_id = t.org_id AND o.trace_id = t.trace_id"
                    + " WHERE t.org_id = :org AND t.prompt_id = :prompt AND o.prompt_id != :prompt";

    private final Jdbi jdbi;

    SpanTreeQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    TreeData byPrompt(String orgId, String promptId) {
        return jdbi.inTransaction(handle -> {
            List<String> traces = handle.createQuery(
                            "SELECT trace_id FROM traces WHERE org_id = :org AND prompt_id = :prompt ORDER BY trace_id")
                    .bind("org", orgId)
                    .bind("prompt", promptId)
                    .mapTo(String.class)
                    .list();
            Set<String> shared = Set.copyOf(handle.createQuery(OTHER_PROMPTS)
                    .bind("org", orgId)
                    .bind("prompt", promptId)
                    .mapTo(String.class)
                    .list());
            return new TreeData(
                    promptId,
                    traces.isEmpty() ? null : traces.getFirst(),
                    shared,
                    traces.stream()
                            .flatMap(trace -> spans(handle, orgId, trace).stream())
                            .toList(),
                    events(handle, orgId, promptId),
                    agents(handle, orgId, promptId),
                    summary(handle, orgId, promptId));
        });
    }

    TreeData byTrace(String orgId, String traceId) {
        return jdbi.inTransaction(handle -> {
            List<String> prompts = handle.createQuery(
                            "SELECT prompt_id FROM traces WHERE org_id = :org AND trace_id = :trace ORDER BY prompt_id")
                    .bind("org", orgId)
                    .bind("trace", traceId)
                    .mapTo(String.class)
                    .list();
            String only = prompts.size() == 1 ? prompts.getFirst() : null;
            return new TreeData(
                    only,
                    traceId,
                    Set.of(),
                    spans(handle, orgId, traceId),
                    prompts.stream()
                            .flatMap(prompt -> events(handle, orgId, prompt).stream())
                            .toList(),
                    prompts.stream()
                            .flatMap(prompt -> agents(handle, orgId, prompt).stream())
                            .toList(),
                    only == null ? null : summary(handle, orgId, only));
        });
    }

    private static List<SpanRow> spans(Handle handle, String orgId, String traceId) {
        return handle.createQuery(SPANS)
                .bind("org", orgId)
                .bind("trace", traceId)
                .map((row, context) -> span(row))
                .list();
    }

    private static List<EventRow> events(Handle handle, String orgId, String promptId) {
        return handle.createQuery(EVENTS)
                .bind("org", orgId)
                .bind("prompt", promptId)
                .map((row, context) -> event(row))
                .list();
    }

    private static List<AgentRow> agents(Handle handle, String orgId, String promptId) {
        return handle.createQuery("""
                        SELECT agent_id, parent_agent_id, agent_type FROM prompt_agents
                        WHERE org_id = :org AND prompt_id = :prompt ORDER BY agent_id""")
                .bind("org", orgId)
                .bind("prompt", promptId)
                .map((row, context) -> new AgentRow(
                        row.getString("agent_id"), row.getString("parent_agent_id"), row.getString("agent_type")))
                .list();
    }

    private static TreeData.@Nullable Summary summary(Handle handle, String orgId, String promptId) {
        return handle.createQuery("SELECT * FROM prompt_summary WHERE org_id = :org AND prompt_id = :prompt")
                .bind("org", orgId)
                .bind("prompt", promptId)
                .map((row, context) -> new TreeData.Summary(
                        row.getString("session_id"),
                        row.getString("user"),
                        row.getString("repo"),
                        row.getLong("started_at"),
                        row.getLong("ended_at"),
                        row.getLong("cost_micros"),
                        tokens(row)))
                .findOne()
                .orElse(null);
    }

    private static SpanRow span(ResultSet row) throws SQLException {
        return new SpanRow(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_span_id"),
                row.getBoolean("remote_parent"),
                row.getString("name"),
                row.getString("kind"),
                row.getLong("start_ns"),
                row.getLong("duration_ms"),
                row.getString("session_id"),
                row.getString("user"),
                row.getString("repo"),
                row.getString("model"),
                row.getString("tool"),
                row.getString("agent_id"),
                row.getString("parent_agent_id"),
                row.getString("conversation_id"),
                row.getString("query_source"),
                row.getString("request_id"),
                row.getString("tool_use_id"),
                row.getString("decision"),
                row.getString("decision_source"),
                row.getLong("blocked_ms"),
                row.getString("status"),
                tokens(row),
                null);
    }

    private static EventRow event(ResultSet row) throws SQLException {
        boolean success = row.getBoolean("success") || row.wasNull();
        return new EventRow(
                row.getString("prompt_id"),
                row.getString("name"),
                row.getLong("time_ms"),
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("session_id"),
                row.getString("user"),
                row.getString("repo"),
                row.getString("model"),
                row.getString("tool"),
                row.getString("agent_id"),
                row.getString("parent_agent_id"),
                row.getString("agent_type"),
                row.getString("query_source"),
                row.getString("request_id"),
                row.getString("tool_use_id"),
                row.getString("decision"),
                row.getString("decision_source"),
                !success,
                Math.max(0, row.getLong("duration_ms")),
                row.getLong("cost_micros"),
                tokens(row));
    }

    private static Tokens tokens(ResultSet row) throws SQLException {
        return new Tokens(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_creation_tokens"));
    }
}
