package com.metricai.consumer.interpret;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code events}; the columns are described in its schema file.
 *
 * @param eventKey 32 hex digits; equal for every delivery of the same event
 */
public record EventRow(
        String eventKey,
        String orgId,
        String day,
        long timeMs,
        @Nullable Long sequence,
        String name,
        Identity identity,
        @Nullable String clientVersion,
        @Nullable String promptId,
        @Nullable String traceId,
        @Nullable String spanId,
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
        @Nullable Boolean success,
        @Nullable Boolean isAsync,
        @Nullable String errorType,
        @Nullable Long statusCode,
        @Nullable Long durationMs,
        long costMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        String attributes) {

    /** Whether the event is what a session is paid by. */
    public boolean isApiRequest() {
        return name.equals("api_request");
    }

    /** Whether the event makes its session one that counts. */
    public boolean isActivity() {
        return isApiRequest() || name.equals("user_prompt");
    }

    /** The same with other values of what is bounded. */
    public EventRow with(Identity identity, String model, String tool, @Nullable String agentType) {
        return new EventRow(
                eventKey,
                orgId,
                day,
                timeMs,
                sequence,
                name,
                identity,
                clientVersion,
                promptId,
                traceId,
                spanId,
                model,
                tool,
                agentId,
                parentAgentId,
                agentType,
                querySource,
                requestId,
                toolUseId,
                decision,
                decisionSource,
                success,
                isAsync,
                errorType,
                statusCode,
                durationMs,
                costMicros,
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheCreationTokens,
                attributes);
    }
}
