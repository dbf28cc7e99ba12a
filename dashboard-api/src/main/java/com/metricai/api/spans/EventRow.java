package com.metricai.api.spans;

import org.jspecify.annotations.Nullable;

/**
 * An event of a prompt, as stored.
 *
 * @param timeMs since the epoch: when it ended, for those that have a duration
 * @param spanId of a user_prompt: its interaction span
 */
record EventRow(
        String promptId,
        String name,
        long timeMs,
        @Nullable String traceId,
        @Nullable String spanId,
        String sessionId,
        String user,
        String repo,
        String model,
        String tool,
        @Nullable String agentId,
        @Nullable String parentAgentId,
        @Nullable String agentType,
        @Nullable String querySource,
        @Nullable String requestId,
        @Nullable String toolUseId,
        @Nullable String decision,
        @Nullable String decisionSource,
        boolean failed,
        long durationMs,
        long costMicros,
        Tokens tokens) {
    boolean is(String eventName) {
        return name.equals(eventName);
    }
}
