package com.metricai.api.spans;

import org.jspecify.annotations.Nullable;

/**
 * A span as stored, or an event told as one.
 *
 * @param startNs since the epoch
 * @param remoteParent the parent lives in another process: a root here
 * @param blockedMs waiting for a person
 * @param costMicros of an event told as a span; null for a real span, whose cost is in an event
 */
record SpanRow(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        boolean remoteParent,
        String name,
        String kind,
        long startNs,
        long durationMs,
        String sessionId,
        String user,
        String repo,
        String model,
        String tool,
        @Nullable String agentId,
        @Nullable String parentAgentId,
        @Nullable String conversationId,
        @Nullable String querySource,
        @Nullable String requestId,
        @Nullable String toolUseId,
        @Nullable String decision,
        @Nullable String decisionSource,
        long blockedMs,
        String status,
        Tokens tokens,
        @Nullable Long costMicros) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    long startMs() {
        return Math.floorDiv(startNs, NANOS_PER_MILLI);
    }

    long endMs() {
        return startMs() + durationMs;
    }
}
