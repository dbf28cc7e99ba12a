package com.metricai.api.spans;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subagents of a tree: which spans are theirs, what kind they are, who started them. Pure. */
final class Agents {
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final @Nullable String[] owners;

    /** Reads everything that mentions an agent; the first that says something about it is believed. */
    Agents(Forest forest, List<EventRow> events, List<AgentRow> stored) {
        for (AgentRow agent : stored) {
            note(agent.agentId(), agent.parentAgentId(), agent.agentType());
        }
        for (EventRow event : events) {
            note(event.agentId(), event.parentAgentId(), event.agentType());
            note(event.agentId(), null, typeOf(event.querySource()));
        }
        for (Forest.Placed node : forest.nodes()) {
            if (node.span() != null) {
                note(
                        node.span().agentId(),
                        node.span().parentAgentId(),
                        typeOf(node.span().querySource()));
            }
        }
        this.owners = owners(forest.nodes());
    }

    /** The agent that the node at this index belongs to; null: the main agent. */
    @Nullable
    String owner(int index) {
        return owners[index];
    }

    @Nullable
    String type(@Nullable String agentId) {
        return agentId == null ? null : types.get(agentId);
    }

    /** 0: the main agent; 1: started by it. */
    int depth(@Nullable String agentId) {
        Deque<String> chain = new ArrayDeque<>();
        Set<String> met = new HashSet<>();
        String at = agentId;
        while (at != null && !depths.containsKey(at) && met.add(at)) {
            chain.push(at);
            at = parents.get(at);
        }
        int depth = at == null ? 0 : depths.getOrDefault(at, 0);
        while (!chain.isEmpty()) {
            depths.put(chain.pop(), ++depth);
        }
        return agentId == null ? 0 : depths.getOrDefault(agentId, 0);
    }

    /** {@code agent.builtin.Explore} or {@code agent:builtin:Explore} is Explore, {@code agent.custom} is custom. */
    static @Nullable String typeOf(@Nullable String querySource) {
        if (querySource == null || !querySource.startsWith("agent")) {
            return null;
        }
        String[] parts = querySource.split("[.:]", 3);
        return parts.length < 2 || parts[parts.length - 1].isEmpty() ? null : parts[parts.length - 1];
    }

    private void note(@Nullable String agentId, @Nullable String parentId, @Nullable String type) {
        if (agentId == null) {
            return;
        }
        known.add(agentId);
        if (parentId != null && !parentId.equals(agentId)) {
            parents.putIfAbsent(agentId, parentId);
        }
        if (type != null && !type.isEmpty()) {
            types.putIfAbsent(agentId, type);
        }
    }

    /** Waiting and execution spans have no agent id: their conversation is the agent's, or the session for the main agent. */
    private @Nullable String[] owners(List<Forest.Placed> nodes) {
        @Nullable String[] found = new String[nodes.size()];
        for (int i = 0; i < found.length; i++) {
            Forest.Placed node = nodes.get(i);
            String above = node.parent() < 0 ? null : found[node.parent()];
            found[i] = node.span() == null ? null : owner(node.span(), above);
            String own = found[i];
            if (own != null && above != null && !own.equals(above)) {
                parents.putIfAbsent(own, above);
            }
        }
        return found;
    }

    private @Nullable String owner(SpanRow span, @Nullable String above) {
        if (span.agentId() != null) {
            return span.agentId();
        }
        String conversation = span.conversationId();
        if (conversation == null) {
            return above;
        }
        return known.contains(conversation) ? conversation : null;
    }
}
