package com.metricai.consumer.prompt;

import com.metricai.consumer.prompt.PromptSummary.Agent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up the events of a prompt's subagents, one at a time and in any order. */
final class AgentFold {
    /** Of more, those with the smallest ids are kept, so that the order of arrival leaves no trace here either. */
    static final int MAX_AGENTS = 1000;

    private final TreeMap<String, Sum> byId = new TreeMap<>();

    private static final class Sum {
        private long startedAt = Long.MAX_VALUE;
        private long endedAt = Long.MIN_VALUE;
        private long costMicros;
        private long totalTokens;
        private @Nullable PromptEvent withParent;
        private @Nullable PromptEvent withType;
        private @Nullable PromptEvent completed;

        void add(PromptEvent event) {
            startedAt = Math.min(startedAt, event.timeMs());
            endedAt = Math.max(endedAt, event.timeMs());
            if (event.parentAgentId() != null) {
                withParent = PromptFold.earlier(withParent, event);
            }
            if (event.agentType() != null) {
                withType = PromptFold.earlier(withType, event);
            }
            if (event.name().equals("subagent_completed")) {
                completed = PromptFold.earlier(completed, event);
            }
            if (event.name().equals("api_request")) {
                costMicros += event.costMicros();
                totalTokens += event.totalTokens();
            }
        }

        @Nullable
        String parent() {
            return withParent == null ? null : withParent.parentAgentId();
        }

        String type() {
            String told = completed == null ? null : completed.agentType();
            String seen = withType == null ? null : withType.agentType();
            return told != null ? told : seen != null ? seen : "unknown";
        }

        long durationMs() {
            Long told = completed == null ? null : completed.durationMs();
            return told != null ? told : endedAt - startedAt;
        }
    }

    void add(String id, PromptEvent event) {
        Sum sum = byId.get(id);
        if (sum == null) {
            if (byId.size() == MAX_AGENTS && id.compareTo(byId.lastKey()) > 0) {
                return;
            }
            sum = new Sum();
            byId.put(id, sum);
            if (byId.size() > MAX_AGENTS) {
                byId.pollLastEntry();
            }
        }
        sum.add(event);
    }

    /** By id. */
    List<Agent> all() {
        return byId.entrySet().stream()
                .map(entry -> agent(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Agent agent(String id, Sum sum) {
        return new Agent(id, sum.parent(), sum.type(), depth(id), sum.durationMs(), sum.costMicros, sum.totalTokens);
    }

    /** 1 for an agent without a parent agent. A chain that comes back to itself ends where it does. */
    private long depth(String id) {
        Set<String> chain = new HashSet<>();
        String agent = id;
        while (agent != null && chain.add(agent)) {
            Sum sum = byId.get(agent);
            agent = sum == null ? null : sum.parent();
        }
        return chain.size();
    }

    /** The number of subagents that one agent started. */
    static long maxFanout(List<Agent> agents) {
        Map<String, Long> children = agents.stream()
                .collect(Collectors.groupingBy(
                        agent -> agent.parentAgentId() == null ? "" : agent.parentAgentId(), Collectors.counting()));
        return children.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
