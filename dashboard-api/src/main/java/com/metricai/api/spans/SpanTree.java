package com.metricai.api.spans;

import com.metricai.api.panel.ShownSession;
import com.metricai.api.panel.ShownUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one prompt set in motion. Nodes are in pre-order, so that they can be drawn without building a tree.
 *
 * @param promptId null when asked by a trace that holds none or several
 * @param traceId null when there are no spans
 * @param source {@code spans}, or {@code events} when the client sends no traces
 * @param truncated there is more than these nodes: they are of the spans, or events, that came first
 */
record SpanTree(
        @Nullable String promptId,
        @Nullable String traceId,
        ShownSession sessionId,
        ShownUser user,
        String repo,
        Instant startedAt,
        long durationMs,
        String source,
        boolean truncated,
        Totals totals,
        List<Node> nodes) {
    /**
     * Of the whole tree. Cost and tokens are those of the whole prompt, as its summary has them: single nodes may lack theirs,
     * and nodes may be gone or left out. All else is counted in the nodes.
     *
     * @param toolCalls tools that ran
     * @param maxDepth of subagents: 0 when there are none
     * @param blockedMs waiting for a person
     * @param orphans spans whose parent never came
     */
    record Totals(
            BigDecimal costUsd,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheCreationTokens,
            long llmRequests,
            long toolCalls,
            long subagents,
            long maxDepth,
            long blockedMs,
            long orphans) {}

    /**
     * One span, or what stands for one.
     *
     * @param spanId null for what is no span: the root of orphans (kind synthetic) and everything in a tree from events
     * @param parentSpanId of the node that it hangs under
     * @param depth in the tree: 0 for roots
     * @param kind interaction, llm_request, tool, waiting, execution, hook, other, synthetic; in a tree from events agent too
     * @param label made of tool, agent type and model only
     * @param agentId null: the main agent
     * @param agentDepth 0: the main agent
     * @param startMs since the start of the tree
     * @param status ok, error, rejected
     * @param costUsd null where no cost belongs or none is known
     * @param tokens null for everything but model requests
     */
    record Node(
            @Nullable String spanId,
            @Nullable String parentSpanId,
            int depth,
            String name,
            String kind,
            String label,
            @Nullable String model,
            @Nullable String tool,
            @Nullable String agentId,
            @Nullable String agentType,
            int agentDepth,
            long startMs,
            long durationMs,
            String status,
            @Nullable String decision,
            @Nullable String decisionSource,
            @Nullable BigDecimal costUsd,
            @Nullable Tokens tokens) {}
}
