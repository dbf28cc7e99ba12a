package com.metricai.api.spans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the earliest of what there is: whoever has a token may send millions of spans with one trace id. */
@Component
class SpanTreeQuery {
    /**
     * So many spans are read, and so many events. Measured, a tree of as many of both takes 25 MB of heap until it is written:
     * the 460 MB that a dashboard of its own has are enough for several at once.
     */
    static final int MAX_ROWS = 50_000;

    /** Less than 32 MB: what differs between rows are ids of some 30 characters, but a sender may make all of them 256 long. */
    private static final int MAX_CHARS = 16_000_000;

    /** The prompt or the trace that is asked for, and what belongs to it. */
    private static final String ITSELF = ":id";

    private static final String PROMPTS = "SELECT prompt_id FROM traces WHERE org_id = :org AND trace_id = :id";
    private static final String TRACES = "SELECT trace_id FROM traces WHERE org_id = :org AND prompt_id = :id";

    private static final String SHARED = """
            SELECT DISTINCT o.trace_id FROM traces t JOIN traces o ON o.org_id = t.org_id AND o.trace_id = t.trace_id
            WHERE t.org_id = :org AND t.prompt_id = :id AND o.prompt_id != :id""";

    /** When the prompt's own part of a shared trace begins. */
    private static final String OWN_START = """
            SELECT coalesce(min(spans.start_ns), 0) FROM events CROSS JOIN spans ON spans.org_id = events.org_id
              AND spans.trace_id = events.trace_id AND spans.span_id = events.span_id
            WHERE events.org_id = :org AND events.prompt_id = :id AND events.name = 'user_prompt'""";

    private final Jdbi jdbi;

    SpanTreeQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    TreeData byPrompt(String orgId, String promptId) {
        return jdbi.inTransaction(handle -> {
            RowsQuery asked = new RowsQuery(handle, orgId, promptId);
            String traceId = asked.query(TRACES + " ORDER BY trace_id LIMIT 1")
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
            Set<String> shared =
                    Set.copyOf(asked.query(SHARED).mapTo(String.class).list());
            long from = shared.isEmpty()
                    ? 0
                    : asked.query(OWN_START).mapTo(long.class).one();
            Part<SpanRow> spans = asked.spans(TRACES, from);
            return asked.data(promptId, traceId, shared, spans, ITSELF);
        });
    }

    TreeData byTrace(String orgId, String traceId) {
        return jdbi.inTransaction(handle -> {
            RowsQuery asked = new RowsQuery(handle, orgId, traceId);
            List<String> prompts =
                    asked.query(PROMPTS + " LIMIT 2").mapTo(String.class).list();
            String only = prompts.size() == 1 ? prompts.getFirst() : null;
            return asked.data(only, traceId, Set.of(), asked.spans(ITSELF, 0), PROMPTS);
        });
    }

    /** The first rows; cut when there are more. */
    private record Part<T>(List<T> rows, boolean cut) {}

    /** One prompt or trace, while its rows are read. */
    private static final class RowsQuery {
        private final Texts texts = new Texts(MAX_CHARS);
        private final Handle handle;
        private final String orgId;
        private final String id;

        RowsQuery(Handle handle, String orgId, String id) {
            this.handle = handle;
            this.orgId = orgId;
            this.id = id;
        }

        Query query(String sql) {
            return handle.createQuery(sql).bind("org", orgId).bind("id", id);
        }

        /** The spans of these traces, those that begin before a moment behind the others. */
        Part<SpanRow> spans(String traces, long from) {
            // Sorted is what the order needs, not whole rows, which may be large; CROSS JOIN keeps the order.
            String sql = """
                    SELECT spans.trace_id, spans.span_id, parent_span_id, remote_parent, name, kind, spans.start_ns, duration_ms,
                      session_id, user, repo, model, tool, agent_id, parent_agent_id, conversation_id, query_source, request_id,
                      tool_use_id, decision, decision_source, blocked_ms, status, input_tokens, output_tokens, cache_read_tokens,
                      cache_creation_tokens
                    FROM (
                      SELECT rowid AS id, start_ns, trace_id, span_id FROM spans WHERE org_id = :org AND trace_id IN (%s)
                      ORDER BY start_ns < :from, start_ns, trace_id, span_id LIMIT :limit) first
                    CROSS JOIN spans ON spans.rowid = first.id""".formatted(traces);
            return part(query(sql).bind("from", from), (row, context) -> span(row));
        }

        TreeData data(
                @Nullable String promptId,
                @Nullable String traceId,
                Set<String> shared,
                Part<SpanRow> spans,
                String prompts) {
            Part<EventRow> events = events(prompts);
            return new TreeData(
                    promptId,
                    traceId,
                    shared,
                    spans.rows(),
                    events.rows(),
                    agents(prompts),
                    promptId == null ? null : summary(prompts),
                    paid(prompts),
                    spans.rows().isEmpty() ? events.cut() : spans.cut());
        }

        private Part<EventRow> events(String prompts) {
            String sql = """
                    SELECT prompt_id, name, events.time_ms, trace_id, span_id, session_id, user, repo, model, tool, agent_id,
                      parent_agent_id, agent_type, query_source, request_id, tool_use_id, decision, decision_source, success,
                      duration_ms, cost_micros, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens
                    FROM (
                      SELECT rowid AS id, time_ms, sequence FROM events WHERE org_id = :org AND prompt_id IN (%s)
                        AND name IN ('user_prompt', 'api_request', 'api_error', 'tool_decision', 'tool_result', 'subagent_completed')
                      ORDER BY time_ms, sequence, rowid LIMIT :limit) first
                    CROSS JOIN events ON events.rowid = first.id""".formatted(prompts);
            return part(query(sql), (row, context) -> event(row));
        }

        private List<AgentRow> agents(String prompts) {
            String sql = """
                    SELECT agent_id, parent_agent_id, agent_type FROM prompt_agents
                    WHERE org_id = :org AND prompt_id IN (%s) ORDER BY prompt_id, agent_id LIMIT :limit""".formatted(prompts);
            return part(query(sql), (row, context) -> agent(row)).rows();
        }

        private <T> Part<T> part(Query query, RowMapper<T> mapper) {
            List<T> rows = new ArrayList<>();
            try (ResultIterator<T> all =
                    query.bind("limit", MAX_ROWS + 1).map(mapper).iterator()) {
                while (all.hasNext()) {
                    if (rows.size() == MAX_ROWS || texts.areTooLong()) {
                        return new Part<>(rows, true);
                    }
                    rows.add(all.next());
                }
            }
            return new Part<>(rows, false);
        }

        private TreeData.@Nullable Summary summary(String prompts) {
            String sql = """
                    SELECT session_id, user, repo, started_at, ended_at FROM prompt_summary
                    WHERE org_id = :org AND prompt_id IN (%s)""".formatted(prompts);
            return query(sql)
                    .map((row, context) -> new TreeData.Summary(
                            row.getString("session_id"),
                            row.getString("user"),
                            row.getString("repo"),
                            row.getLong("started_at"),
                            row.getLong("ended_at")))
                    .findOne()
                    .orElse(null);
        }

        private TreeData.@Nullable Paid paid(String prompts) {
            String sql = """
                    SELECT sum(cost_micros) AS cost_micros, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
                      sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens
                    FROM prompt_summary WHERE org_id = :org AND prompt_id IN (%s) HAVING count(*) > 0""".formatted(prompts);
            return query(sql)
                    .map((row, context) -> new TreeData.Paid(row.getLong("cost_micros"), tokens(row)))
                    .findOne()
                    .orElse(null);
        }

        private SpanRow span(ResultSet row) throws SQLException {
            return new SpanRow(
                    text(row, "trace_id"),
                    text(row, "span_id"),
                    textOrNull(row, "parent_span_id"),
                    row.getBoolean("remote_parent"),
                    text(row, "name"),
                    text(row, "kind"),
                    row.getLong("start_ns"),
                    row.getLong("duration_ms"),
                    text(row, "session_id"),
                    text(row, "user"),
                    text(row, "repo"),
                    text(row, "model"),
                    text(row, "tool"),
                    textOrNull(row, "agent_id"),
                    textOrNull(row, "parent_agent_id"),
                    textOrNull(row, "conversation_id"),
                    textOrNull(row, "query_source"),
                    textOrNull(row, "request_id"),
                    textOrNull(row, "tool_use_id"),
                    textOrNull(row, "decision"),
                    textOrNull(row, "decision_source"),
                    row.getLong("blocked_ms"),
                    text(row, "status"),
                    tokens(row),
                    null);
        }

        private EventRow event(ResultSet row) throws SQLException {
            boolean success = row.getBoolean("success") || row.wasNull();
            return new EventRow(
                    text(row, "prompt_id"),
                    text(row, "name"),
                    row.getLong("time_ms"),
                    textOrNull(row, "trace_id"),
                    textOrNull(row, "span_id"),
                    text(row, "session_id"),
                    text(row, "user"),
                    text(row, "repo"),
                    text(row, "model"),
                    text(row, "tool"),
                    textOrNull(row, "agent_id"),
                    textOrNull(row, "parent_agent_id"),
                    textOrNull(row, "agent_type"),
                    textOrNull(row, "query_source"),
                    textOrNull(row, "request_id"),
                    textOrNull(row, "tool_use_id"),
                    textOrNull(row, "decision"),
                    textOrNull(row, "decision_source"),
                    !success,
                    Math.max(0, row.getLong("duration_ms")),
                    row.getLong("cost_micros"),
                    tokens(row));
        }

        private AgentRow agent(ResultSet row) throws SQLException {
            return new AgentRow(text(row, "agent_id"), textOrNull(row, "parent_agent_id"), text(row, "agent_type"));
        }

        private String text(ResultSet row, String column) throws SQLException {
            return texts.one(row.getString(column));
        }

        private @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
            return texts.of(row.getString(column));
        }

        private static Tokens tokens(ResultSet row) throws SQLException {
            Tokens tokens = new Tokens(
                    row.getLong("input_tokens"),
                    row.getLong("output_tokens"),
                    row.getLong("cache_read_tokens"),
                    row.getLong("cache_creation_tokens"));
            return tokens.isNone() ? Tokens.NONE : tokens;
        }
    }
}
