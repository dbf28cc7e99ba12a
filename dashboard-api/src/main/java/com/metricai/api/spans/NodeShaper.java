package com.metricai.api.spans;

import com.metricai.api.panel.Amounts;
import com.metricai.api.spans.Forest.Placed;
import com.metricai.api.spans.SpanTree.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Placed spans as the nodes of the answer: joined with the events that know their cost and decision. Pure. */
final class NodeShaper {
    private final Forest forest;
    private final Agents agents;
    private final long startMs;
    private final boolean realSpans;
    private final Map<String, EventRow> requests = new HashMap<>();
    private final Map<String, EventRow> decisions = new HashMap<>();
    private final @Nullable SpanRow[] waits;
    private final boolean[] failed;
    private final @Nullable String[] startedTypes;

    /**
     * Prepares the joins.
     *
     * @param startMs of the tree, since the epoch
     * @param realSpans false: the rows are events told as spans, and have no ids to show
     */
    NodeShaper(Forest forest, Agents agents, List<EventRow> events, long startMs, boolean realSpans) {
        this.forest = forest;
        this.agents = agents;
        this.startMs = startMs;
        this.realSpans = realSpans;
        for (EventRow event : events) {
            if (event.is("api_request") && event.requestId() != null) {
                requests.putIfAbsent(event.requestId(), event);
            } else if (event.is("tool_decision") && event.toolUseId() != null) {
                decisions.putIfAbsent(event.toolUseId(), event);
            }
        }
        int size = forest.nodes().size();
        this.waits = new SpanRow[size];
        this.failed = new boolean[size];
        this.startedTypes = new String[size];
        lookDown();
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(forest.nodes().size());
        for (int i = 0; i < forest.nodes().size(); i++) {
            Placed placed = forest.nodes().get(i);
            nodes.add(placed.span() == null ? synthetic(i) : node(i, placed, placed.span()));
        }
        return nodes;
    }

    /** What a node takes from below: a tool its wait, its failure, and the kind of agent that it started. */
    private void lookDown() {
        List<Placed> nodes = forest.nodes();
        int[] toolAbove = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            SpanRow span = nodes.get(i).span();
            int parent = nodes.get(i).parent();
            int above = parent < 0 ? -1 : toolAbove[parent];
            toolAbove[i] = span != null && span.kind().equals("tool") ? i : above;
            if (span == null || parent < 0) {
                continue;
            }
            if (span.kind().equals("waiting") && span.decision() != null && waits[parent] == null) {
                waits[parent] = span;
            }
            failed[parent] |= span.kind().equals("execution") && span.status().equals("error");
            String agent = agents.owner(i);
            if (agent != null && above >= 0 && startedTypes[above] == null && !agent.equals(agents.owner(above))) {
                startedTypes[above] = agents.type(agent);
            }
        }
    }

    private Node node(int index, Placed placed, SpanRow span) {
        String agent = agents.owner(index);
        boolean llm = span.kind().equals("llm_request");
        boolean tool = span.kind().equals("tool");
        EventRow request = llm && span.requestId() != null ? requests.remove(span.requestId()) : null;
        EventRow decided = tool && span.toolUseId() != null ? decisions.get(span.toolUseId()) : null;
        String decision = decided == null ? span.decision() : decided.decision();
        String decisionSource = decided == null ? span.decisionSource() : decided.decisionSource();
        SpanRow wait = waits[index];
        if (tool && decision == null && wait != null) {
            decision = wait.decision();
            decisionSource = wait.decisionSource();
        }
        return new Node(
                realSpans ? span.spanId() : null,
                parentId(placed),
                placed.depth(),
                span.name(),
                span.kind(),
                label(index, span, agent, decisionSource),
                emptyAsNull(span.model()),
                emptyAsNull(span.tool()),
                agent,
                agents.type(agent),
                agents.depth(agent),
                span.startMs() - startMs,
                span.durationMs(),
                status(index, span, tool, decision),
                decision,
                decisionSource,
                llm ? cost(span, request) : null,
                llm ? tokens(span, request) : null);
    }

    private Node synthetic(int index) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int i = index + 1; i < forest.nodes().size(); i++) {
            SpanRow span = forest.nodes().get(i).span();
            if (span != null) {
                start = Math.min(start, span.startMs());
                end = Math.max(end, span.endMs());
            }
        }
        return new Node(
                null,
                null,
                0,
                "synthetic",
                "synthetic",
                "parent not received",
                null,
                null,
                null,
                null,
                0,
                start - startMs,
                end - start,
                "ok",
                null,
                null,
                null,
                null);
    }

    private String label(int index, SpanRow span, @Nullable String agent, @Nullable String decisionSource) {
        return switch (span.kind()) {
            case "interaction", "synthetic" -> "prompt";
            case "llm_request" -> span.model().isEmpty() ? "model request" : span.model();
            case "tool" -> toolLabel(span, startedTypes[index]);
            case "agent" -> withType("Agent", agents.type(agent));
            case "waiting" ->
                decisionSource != null && decisionSource.startsWith("user_")
                        ? "waiting for a person"
                        : "permission check";
            case "execution" -> "running";
            case "hook" -> "hook";
            default -> "other";
        };
    }

    private static String toolLabel(SpanRow span, @Nullable String startedType) {
        return withType(span.tool().isEmpty() ? "tool" : span.tool(), startedType);
    }

    private static String withType(String label, @Nullable String type) {
        return type == null ? label : label + " · " + type;
    }

    private String status(int index, SpanRow span, boolean tool, @Nullable String decision) {
        if (tool && "reject".equals(decision)) {
            return "rejected";
        }
        return tool && failed[index] ? "error" : span.status();
    }

    private @Nullable String parentId(Placed placed) {
        SpanRow parent =
                placed.parent() < 0 ? null : forest.nodes().get(placed.parent()).span();
        return parent == null || !realSpans ? null : parent.spanId();
    }

    private static @Nullable BigDecimal cost(SpanRow span, @Nullable EventRow request) {
        if (span.costMicros() != null) {
            return Amounts.usd(span.costMicros());
        }
        return request == null ? null : Amounts.usd(request.costMicros());
    }

    private static Tokens tokens(SpanRow span, @Nullable EventRow request) {
        return span.tokens().isNone() && request != null ? request.tokens() : span.tokens();
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
