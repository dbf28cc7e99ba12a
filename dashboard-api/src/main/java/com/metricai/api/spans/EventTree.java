package com.metricai.api.spans;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells events as spans, for clients that send no traces: a root per prompt, under it model requests and tools, those of a
 * subagent under a node for it. Which tool call started a subagent is not in the events, only who did. Pure.
 */
final class EventTree {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String promptId;
    private final List<EventRow> events;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Long> starts = new LinkedHashMap<>();
    private final Map<String, Long> ends = new HashMap<>();

    private EventTree(String promptId, List<EventRow> events, List<AgentRow> agents) {
        this.promptId = promptId;
        this.events = events;
        for (AgentRow agent : agents) {
            noteParent(agent.agentId(), agent.parentAgentId());
        }
        for (EventRow event : events) {
            if (event.agentId() != null) {
                noteParent(event.agentId(), event.parentAgentId());
                starts.merge(event.agentId(), event.timeMs() - event.durationMs(), Math::min);
                ends.merge(event.agentId(), event.timeMs(), Math::max);
            }
        }
    }

    /** The rows of one or more prompts. */
    static List<SpanRow> rows(List<EventRow> events, List<AgentRow> agents) {
        Map<String, List<EventRow>> byPrompt = events.stream()
                .collect(Collectors.groupingBy(EventRow::promptId, LinkedHashMap::new, Collectors.toList()));
        List<SpanRow> rows = new ArrayList<>();
        byPrompt.forEach((prompt, its) -> new EventTree(prompt, its, agents).addTo(rows));
        return rows;
    }

    private void addTo(List<SpanRow> rows) {
        EventRow first = events.getFirst();
        long start = events.stream()
                .mapToLong(event -> event.timeMs() - event.durationMs())
                .min()
                .orElse(first.timeMs());
        long end = events.stream().mapToLong(EventRow::timeMs).max().orElse(first.timeMs());
        rows.add(group(first, "prompt", null, "claude_code.interaction", "synthetic", null, start, end));
        starts.forEach((agent, begun) -> {
            String parent = parents.get(agent);
            rows.add(group(
                    first,
                    agentNode(agent),
                    parent != null && starts.containsKey(parent) ? agentNode(parent) : "prompt",
                    "agent",
                    "agent",
                    agent,
                    begun,
                    ends.getOrDefault(agent, begun)));
        });
        Set<String> finished = events.stream()
                .filter(event -> event.is("tool_result") && event.toolUseId() != null)
                .map(EventRow::toolUseId)
                .collect(Collectors.toCollection(HashSet::new));
        for (int i = 0; i < events.size(); i++) {
            EventRow event = events.get(i);
            switch (event.name()) {
                case "api_request" -> rows.add(leaf(i, event, "claude_code.llm_request", "llm_request"));
                case "api_error" -> rows.add(leaf(i, event, "claude_code.llm_request", "llm_request"));
                case "tool_result" -> rows.add(leaf(i, event, "claude_code.tool", "tool"));
                case "tool_decision" -> {
                    // Rejected, or never finished: nothing else tells of it.
                    if (event.toolUseId() == null || !finished.contains(event.toolUseId())) {
                        rows.add(leaf(i, event, "claude_code.tool", "tool"));
                    }
                }
                default -> {}
            }
        }
    }

    private SpanRow leaf(int index, EventRow event, String name, String kind) {
        boolean failed = event.failed() || event.is("api_error");
        return new SpanRow(
                promptId,
                "event:" + index,
                event.agentId() == null ? "prompt" : agentNode(event.agentId()),
                false,
                name,
                kind,
                (event.timeMs() - event.durationMs()) * NANOS_PER_MILLI,
                event.durationMs(),
                event.sessionId(),
                event.user(),
                event.repo(),
                event.model(),
                event.tool(),
                event.agentId(),
                event.parentAgentId(),
                null,
                event.querySource(),
                event.requestId(),
                event.toolUseId(),
                event.decision(),
                event.decisionSource(),
                0,
                failed ? "error" : "ok",
                event.tokens(),
                event.is("api_request") ? event.costMicros() : null);
    }

    private SpanRow group(
            EventRow first,
            String id,
            @Nullable String parent,
            String name,
            String kind,
            @Nullable String agent,
            long startMs,
            long endMs) {
        return new SpanRow(
                promptId,
                id,
                parent,
                false,
                name,
                kind,
                startMs * NANOS_PER_MILLI,
                Math.max(0, endMs - startMs),
                first.sessionId(),
                first.user(),
                first.repo(),
                "",
                "",
                agent,
                agent == null ? null : parents.get(agent),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                "ok",
                Tokens.NONE,
                null);
    }

    private void noteParent(String agent, @Nullable String parent) {
        if (parent != null && !parent.equals(agent)) {
            parents.putIfAbsent(agent, parent);
        }
    }

    private static String agentNode(String agent) {
        return "agent:" + agent;
    }
}
