package com.metricai.api.panel;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One prompt in a list. */
public record PromptLine(
        String promptId,
        @Nullable String traceId,
        ShownSession sessionId,
        ShownUser user,
        String repo,
        Instant startedAt,
        long durationMs,
        BigDecimal costUsd,
        long totalTokens,
        long apiRequests,
        long apiErrors,
        long toolCalls,
        long toolFailures,
        long rejects,
        long subagents,
        long maxDepth,
        List<String> models) {
    public PromptLine {
        models = List.copyOf(models);
    }
}
