package com.metricai.consumer.prompt;

import org.jspecify.annotations.Nullable;

/** What a summary needs of an event that carries a prompt.id; the columns of {@code events}. */
public record PromptEvent(
        String name,
        long timeMs,
        @Nullable Long sequence,
        String sessionId,
        @Nullable String traceId,
        String source,
        String user,
        String team,
        String repo,
        String model,
        @Nullable String agentId,
        @Nullable String parentAgentId,
        @Nullable String agentType,
        @Nullable String decision,
        @Nullable Boolean success,
        @Nullable Long durationMs,
        @Nullable String commandName,
        long costMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens) {

    long totalTokens() {
        return inputTokens + outputTokens + cacheReadTokens + cacheCreationTokens;
    }
}
