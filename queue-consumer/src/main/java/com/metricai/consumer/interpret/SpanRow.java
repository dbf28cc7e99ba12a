package com.metricai.consumer.interpret;

import org.jspecify.annotations.Nullable;

/** A row of {@code spans}; the columns are described in its schema file. */
public record SpanRow(
        String orgId,
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String kind,
        boolean remoteParent,
        String day,
        long startNs,
        long durationMs,
        Identity identity,
        @Nullable String clientVersion,
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
        @Nullable String errorType,
        @Nullable Long statusCode,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        String attributes) {}
