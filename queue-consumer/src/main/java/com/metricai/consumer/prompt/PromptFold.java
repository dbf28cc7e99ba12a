package com.metricai.consumer.prompt;

import com.metricai.consumer.prompt.PromptSummary.Agent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the events of one prompt, one at a time and in any order, and keeps none of them but those that something is taken
 * from: a prompt.id may be used for millions. Not for several threads.
 */
public final class PromptFold {
    /** By everything in the end: events of one moment must not count in the order of their arrival. */
    private static final Comparator<PromptEvent> ORDER = Comparator.comparingLong(PromptEvent::timeMs)
            .thenComparing(PromptEvent::sequence, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(PromptEvent::toString);

    private final Map<String, Long> costByModel = new HashMap<>();
    private final AgentFold agents = new AgentFold();
    private @Nullable PromptEvent first;
    private @Nullable PromptEvent firstUserPrompt;
    private @Nullable PromptEvent firstTraced;
    private long endedAt = Long.MIN_VALUE;
    private long costMicros;
    private long subagentCostMicros;
    private long inputTokens;
    private long outputTokens;
    private long cacheReadTokens;
    private long cacheCreationTokens;
    private long apiRequests;
    private long apiErrors;
    private long toolCalls;
    private long toolFailures;
    private long accepts;
    private long rejects;

    /** Adds an event. */
    public void add(PromptEvent event) {
        first = earlier(first, event);
        endedAt = Math.max(endedAt, event.timeMs());
        if (event.traceId() != null) {
            firstTraced = earlier(firstTraced, event);
        }
        switch (event.name()) {
            case "user_prompt" -> firstUserPrompt = earlier(firstUserPrompt, event);
            case "api_request" -> addRequest(event);
            case "api_error" -> apiErrors++;
            case "tool_result" -> {
                toolCalls++;
                toolFailures += Boolean.FALSE.equals(event.success()) ? 1 : 0;
            }
            case "tool_decision" -> {
                accepts += "accept".equals(event.decision()) ? 1 : 0;
                rejects += "reject".equals(event.decision()) ? 1 : 0;
            }
            default -> {}
        }
        if (event.agentId() != null) {
            agents.add(event.agentId(), event);
        }
    }

    private void addRequest(PromptEvent request) {
        apiRequests++;
        costMicros += request.costMicros();
        subagentCostMicros += request.agentId() == null ? 0 : request.costMicros();
        inputTokens += request.inputTokens();
        outputTokens += request.outputTokens();
        cacheReadTokens += request.cacheReadTokens();
        cacheCreationTokens += request.cacheCreationTokens();
        if (!request.model().isEmpty()) {
            costByModel.merge(request.model(), request.costMicros(), Long::sum);
        }
    }

    /** What comes first of the two. */
    static PromptEvent earlier(@Nullable PromptEvent known, PromptEvent event) {
        return known == null || ORDER.compare(event, known) < 0 ? event : known;
    }

    /**
     * The sum of what was added.
     *
     * @throws NullPointerException when that was nothing
     */
    public PromptSummary summary() {
        PromptEvent begin = Objects.requireNonNull(first, "a prompt without events");
        PromptEvent head = firstUserPrompt == null ? begin : firstUserPrompt;
        String traceId = head.traceId() == null && firstTraced != null ? firstTraced.traceId() : head.traceId();
        List<Agent> all = agents.all();
        return new PromptSummary(
                head.sessionId(),
                traceId,
                begin.timeMs(),
                endedAt,
                head.source(),
                head.user(),
                head.team(),
                head.repo(),
                firstUserPrompt != null,
                head.commandName(),
                modelsByCost(),
                costMicros,
                subagentCostMicros,
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheCreationTokens,
                apiRequests,
                apiErrors,
                toolCalls,
                toolFailures,
                accepts,
                rejects,
                all.stream().mapToLong(Agent::depth).max().orElse(0),
                AgentFold.maxFanout(all),
                all);
    }

    private List<String> modelsByCost() {
        return costByModel.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
