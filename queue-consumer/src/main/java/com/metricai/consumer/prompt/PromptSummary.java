package com.metricai.consumer.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code prompt_summary} and its rows of {@code prompt_agents}. Always computed from all events of the prompt, so
 * that the order of arrival and repeated deliveries leave no trace.
 *
 * @param startedAt milliseconds since the epoch, of the first event
 * @param models by cost, the dearest first
 * @param maxFanout the number of subagents that one agent started
 */
public record PromptSummary(
        String sessionId,
        @Nullable String traceId,
        long startedAt,
        long endedAt,
        String source,
        String user,
        String team,
        String repo,
        boolean hasUserPrompt,
        @Nullable String commandName,
        List<String> models,
        long costMicros,
        long subagentCostMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long apiRequests,
        long apiErrors,
        long toolCalls,
        long toolFailures,
        long accepts,
        long rejects,
        long maxDepth,
        long maxFanout,
        List<Agent> agents) {

    /** A subagent: an agent_id. */
    public record Agent(
            String agentId,
            @Nullable String parentAgentId,
            String agentType,
            long depth,
            long durationMs,
            long costMicros,
            long totalTokens) {}

    public PromptSummary {
        models = List.copyOf(models);
        agents = List.copyOf(agents);
    }

    public int subagents() {
        return agents.size();
    }

    /**
     * Computes the summary.
     *
     * @param events all events of one prompt, at least one, in any order
     */
    public static PromptSummary of(Iterable<PromptEvent> events) {
        PromptFold fold = new PromptFold();
        events.forEach(fold::add);
        return fold.summary();
    }
}
