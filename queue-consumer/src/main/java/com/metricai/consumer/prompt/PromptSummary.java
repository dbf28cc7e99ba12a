package com.metricai.consumer.prompt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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

    /** By everything in the end: events of one moment must not count in the order of their arrival. */
    private static final Comparator<PromptEvent> ORDER = Comparator.comparingLong(PromptEvent::timeMs)
            .thenComparing(PromptEvent::sequence, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(PromptEvent::toString);

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
    public static PromptSummary of(Collection<PromptEvent> events) {
        List<PromptEvent> inOrder = new ArrayList<>(events);
        inOrder.sort(ORDER);
        PromptEvent head =
                inOrder.stream().filter(named("user_prompt")).findFirst().orElse(inOrder.getFirst());
        List<PromptEvent> requests =
                inOrder.stream().filter(named("api_request")).toList();
        List<Agent> agents = agents(inOrder);
        return new PromptSummary(
                head.sessionId(),
                head.traceId() != null
                        ? head.traceId()
                        : inOrder.stream()
                                .map(PromptEvent::traceId)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                inOrder.getFirst().timeMs(),
                inOrder.getLast().timeMs(),
                head.source(),
                head.user(),
                head.team(),
                head.repo(),
                head.name().equals("user_prompt"),
                head.commandName(),
                modelsByCost(requests),
                sum(requests, PromptEvent::costMicros),
                sum(requests.stream().filter(r -> r.agentId() != null).toList(), PromptEvent::costMicros),
                sum(requests, PromptEvent::inputTokens),
                sum(requests, PromptEvent::outputTokens),
                sum(requests, PromptEvent::cacheReadTokens),
                sum(requests, PromptEvent::cacheCreationTokens),
                requests.size(),
                count(inOrder, named("api_error")),
                count(inOrder, named("tool_result")),
                count(inOrder, named("tool_result").and(e -> Boolean.FALSE.equals(e.success()))),
                count(inOrder, named("tool_decision").and(e -> "accept".equals(e.decision()))),
                count(inOrder, named("tool_decision").and(e -> "reject".equals(e.decision()))),
                agents.stream().mapToLong(Agent::depth).max().orElse(0),
                maxFanout(agents),
                agents);
    }

    private static List<String> modelsByCost(List<PromptEvent> requests) {
        Map<String, Long> costs = requests.stream()
                .filter(request -> !request.model().isEmpty())
                .collect(Collectors.groupingBy(PromptEvent::model, Collectors.summingLong(PromptEvent::costMicros)));
        return costs.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Agent> agents(List<PromptEvent> inOrder) {
        Map<String, List<PromptEvent>> byAgent = inOrder.stream()
                .filter(event -> event.agentId() != null)
                .collect(Collectors.groupingBy(event -> Objects.requireNonNull(event.agentId())));
        Map<String, String> parents = new HashMap<>();
        byAgent.forEach((id, events) -> events.stream()
                .map(PromptEvent::parentAgentId)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(parent -> parents.put(id, parent)));
        return byAgent.entrySet().stream()
                .map(entry -> agent(entry.getKey(), entry.getValue(), parents))
                .sorted(Comparator.comparing(Agent::agentId))
                .toList();
    }

    private static Agent agent(String id, List<PromptEvent> events, Map<String, String> parents) {
        List<PromptEvent> requests =
                events.stream().filter(named("api_request")).toList();
        PromptEvent completed =
                events.stream().filter(named("subagent_completed")).findFirst().orElse(null);
        String type = completed != null && completed.agentType() != null
                ? completed.agentType()
                : events.stream()
                        .map(PromptEvent::agentType)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("unknown");
        long seen = events.getLast().timeMs() - events.getFirst().timeMs();
        Long told = completed == null ? null : completed.durationMs();
        return new Agent(
                id,
                parents.get(id),
                type,
                depth(id, parents),
                told == null ? seen : told,
                sum(requests, PromptEvent::costMicros),
                sum(requests, PromptEvent::totalTokens));
    }

    /** 1 for an agent without a parent agent. A chain that comes back to itself ends where it does. */
    private static long depth(String id, Map<String, String> parents) {
        Set<String> chain = new HashSet<>();
        String agent = id;
        while (agent != null && chain.add(agent)) {
            agent = parents.get(agent);
        }
        return chain.size();
    }

    private static long maxFanout(List<Agent> agents) {
        return agents.stream()
                .collect(Collectors.groupingBy(
                        agent -> agent.parentAgentId() == null ? "" : agent.parentAgentId(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static Predicate<PromptEvent> named(String name) {
        return event -> event.name().equals(name);
    }

    private static long count(List<PromptEvent> events, Predicate<PromptEvent> which) {
        return events.stream().filter(which).count();
    }

    private static long sum(List<PromptEvent> events, ToLongFunction<PromptEvent> amount) {
        return events.stream().mapToLong(amount).sum();
    }
}
