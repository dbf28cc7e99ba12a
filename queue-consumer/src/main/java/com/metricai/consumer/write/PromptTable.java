package com.metricai.consumer.write;

import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.prompt.PromptEvent;
import com.metricai.consumer.prompt.PromptFold;
import com.metricai.consumer.prompt.PromptSummary;
import java.io.StringWriter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code prompt_summary} and {@code prompt_agents}: recomputed from {@code events}, never counted up. */
final class PromptTable {
    private static final JsonFactory JSON = new JsonFactory();

    /** How long after a background subagent's end its notification starts a prompt of its own. */
    private static final long NOTIFICATION_MS = 1000;

    private static final String EVENTS = """
            SELECT name, time_ms, sequence, session_id, trace_id, source, user, team, repo, model, agent_id, parent_agent_id,
              agent_type, decision, success, duration_ms, attributes ->> '$.command_name' AS command_name, cost_micros,
              input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens
            FROM events WHERE org_id = :orgId AND prompt_id = :promptId""";

    private static final String COUNT_UP_TO = """
            SELECT count(*) FROM (SELECT 1 FROM events WHERE org_id = :orgId AND prompt_id = :promptId LIMIT :limit)""";

    private static final String NOTIFIED = """
            SELECT count(*) FROM events p JOIN events s ON s.org_id = p.org_id AND s.session_id = p.session_id
              AND s.time_ms BETWEEN p.time_ms - :window AND p.time_ms AND s.name = 'subagent_completed' AND s.is_async = 1
            WHERE p.org_id = :orgId AND p.prompt_id = :promptId AND p.name = 'user_prompt'""";

    private static final String BEFORE =
            "SELECT day, user FROM prompt_summary WHERE org_id = :orgId AND prompt_id = :promptId";

    /** Prompts that a subagent's end, arriving after them, turns into notifications. */
    private static final String STARTED_AFTER = """
            SELECT DISTINCT prompt_id FROM events WHERE org_id = :orgId AND session_id = :sessionId
              AND time_ms BETWEEN :endedAt AND :endedAt + :window AND name = 'user_prompt' AND prompt_id IS NOT NULL""";

    private static final String DELETE_AGENTS =
            "DELETE FROM prompt_agents WHERE org_id = :orgId AND prompt_id = :promptId";

    private static final String INSERT_AGENT = """
            INSERT INTO prompt_agents (org_id, prompt_id, agent_id, parent_agent_id, agent_type, depth, day, duration_ms,
              cost_micros, total_tokens)
            VALUES (:orgId, :promptId, :agent.agentId, :agent.parentAgentId, :agent.agentType, :agent.depth, :day,
              :agent.durationMs, :agent.costMicros, :agent.totalTokens)""";

    private static final String REPLACE = """
            REPLACE INTO prompt_summary (org_id, prompt_id, session_id, trace_id, day, started_at, ended_at, source, user,
              team, repo, origin, command_name, models, cost_micros, subagent_cost_micros, input_tokens, output_tokens,
              cache_read_tokens, cache_creation_tokens, api_requests, api_errors, tool_calls, tool_failures, accepts,
              rejects, subagents, max_depth, max_fanout)
            VALUES (:orgId, :promptId, :summary.sessionId, :summary.traceId, :day, :summary.startedAt, :summary.endedAt,
              :summary.source, :summary.user, :summary.team, :summary.repo, :origin, :summary.commandName, :models,
              :summary.costMicros, :summary.subagentCostMicros, :summary.inputTokens, :summary.outputTokens,
              :summary.cacheReadTokens, :summary.cacheCreationTokens, :summary.apiRequests, :summary.apiErrors,
              :summary.toolCalls, :summary.toolFailures, :summary.accepts, :summary.rejects, :summary.subagents,
              :summary.maxDepth, :summary.maxFanout)""";

    public record Key(String orgId, String promptId) {}

    public record AgentRow(String orgId, String promptId, String day, PromptSummary.Agent agent) {}

    public record SummaryRow(
            String orgId, String promptId, String day, String origin, String models, PromptSummary summary) {}

    /**
     * A prompt that has more events is not recomputed any more: it would hold up everybody's batches, each for as long as its
     * events take to be read. No person's prompt comes near.
     */
    static final int MAX_EVENTS = 100_000;

    private PromptTable() {}

    /**
     * Recomputes the prompts that new events touch; one that began on a closed day stays as it is, because retention may
     * have begun to delete its events; so does one that has too many.
     *
     * @param maxEvents {@link #MAX_EVENTS}
     * @return the days whose rollup counts these prompts, and those that counted them before
     */
    static Set<DirtyDays.Mark> recompute(
            Handle handle, Collection<EventRow> fresh, String firstOpenDay, int maxEvents) {
        Set<Key> touched = new HashSet<>();
        for (EventRow event : fresh) {
            if (event.promptId() != null) {
                touched.add(new Key(event.orgId(), event.promptId()));
            }
            if (event.name().equals("subagent_completed") && Boolean.TRUE.equals(event.isAsync())) {
                touched.addAll(startedAfter(handle, event));
            }
        }
        Set<DirtyDays.Mark> marks = new HashSet<>();
        for (Key key : touched) {
            Optional<DirtyDays.Mark> before = before(handle, key);
            if (before.isEmpty()
                    || (before.get().day().compareTo(firstOpenDay) >= 0 && !hasMoreThan(handle, key, maxEvents))) {
                before.ifPresent(marks::add);
                marks.add(recompute(handle, key));
            }
        }
        return marks;
    }

    private static boolean hasMoreThan(Handle handle, Key key, int events) {
        return handle.createQuery(COUNT_UP_TO)
                        .bind("orgId", key.orgId)
                        .bind("promptId", key.promptId)
                        .bind("limit", events + 1)
                        .mapTo(int.class)
                        .one()
                > events;
    }

    private static List<Key> startedAfter(Handle handle, EventRow subagentEnd) {
        return handle.createQuery(STARTED_AFTER)
                .bind("orgId", subagentEnd.orgId())
                .bind("sessionId", subagentEnd.identity().sessionId())
                .bind("endedAt", subagentEnd.timeMs())
                .bind("window", NOTIFICATION_MS)
                .map((row, context) -> new Key(subagentEnd.orgId(), row.getString("prompt_id")))
                .list();
    }

    private static Optional<DirtyDays.Mark> before(Handle handle, Key key) {
        return handle.createQuery(BEFORE)
                .bind("orgId", key.orgId)
                .bind("promptId", key.promptId)
                .map((row, context) -> new DirtyDays.Mark(key.orgId, row.getString("day"), row.getString("user")))
                .findOne();
    }

    private static DirtyDays.Mark recompute(Handle handle, Key key) {
        PromptFold fold = new PromptFold();
        handle.createQuery(EVENTS)
                .bind("orgId", key.orgId)
                .bind("promptId", key.promptId)
                .map((row, context) -> new PromptEvent(
                        row.getString("name"),
                        row.getLong("time_ms"),
                        number(row.getObject("sequence")),
                        row.getString("session_id"),
                        row.getString("trace_id"),
                        row.getString("source"),
                        row.getString("user"),
                        row.getString("team"),
                        row.getString("repo"),
                        row.getString("model"),
                        row.getString("agent_id"),
                        row.getString("parent_agent_id"),
                        row.getString("agent_type"),
                        row.getString("decision"),
                        bool(row.getObject("success")),
                        number(row.getObject("duration_ms")),
                        row.getString("command_name"),
                        row.getLong("cost_micros"),
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_creation_tokens")))
                .forEach(fold::add);
        PromptSummary summary = fold.summary();
        String day = Days.of(summary.startedAt());
        String origin = isNotification(handle, key, summary) ? "task_notification" : "human";
        NewRows.insert(
                handle,
                REPLACE,
                List.of(new SummaryRow(key.orgId, key.promptId, day, origin, json(summary.models()), summary)));
        handle.createUpdate(DELETE_AGENTS)
                .bind("orgId", key.orgId)
                .bind("promptId", key.promptId)
                .execute();
        NewRows.insert(
                handle,
                INSERT_AGENT,
                summary.agents().stream()
                        .map(agent -> new AgentRow(key.orgId, key.promptId, day, agent))
                        .toList());
        return new DirtyDays.Mark(key.orgId, day, summary.user());
    }

    private static boolean isNotification(Handle handle, Key key, PromptSummary summary) {
        return summary.hasUserPrompt()
                && handle.createQuery(NOTIFIED)
                                .bind("orgId", key.orgId)
                                .bind("promptId", key.promptId)
                                .bind("window", NOTIFICATION_MS)
                                .mapTo(int.class)
                                .one()
                        > 0;
    }

    private static @Nullable Boolean bool(@Nullable Object value) {
        return value == null ? null : (Boolean) (((Number) value).intValue() != 0);
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value == null ? null : (Long) ((Number) value).longValue();
    }

    private static String json(List<String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
        return out.toString();
    }
}
