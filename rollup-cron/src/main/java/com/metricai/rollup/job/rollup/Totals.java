package com.metricai.rollup.job.rollup;

/** The measures of {@code rollups_daily}, added up. Money in micro-USD. */
public record Totals(
        long costMicros,
        long eventCostMicros,
        long metricCostMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long prompts,
        long apiRequests,
        long apiErrors,
        long toolCalls,
        long toolFailures,
        long accepts,
        long rejects,
        long linesAdded,
        long linesRemoved,
        long commits,
        long pullRequests,
        long activeUserMs,
        long activeCliMs,
        long blockedMs) {

    Totals plus(Totals other) {
        return new Totals(
                costMicros + other.costMicros,
                eventCostMicros + other.eventCostMicros,
                metricCostMicros + other.metricCostMicros,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cacheReadTokens + other.cacheReadTokens,
                cacheCreationTokens + other.cacheCreationTokens,
                prompts + other.prompts,
                apiRequests + other.apiRequests,
                apiErrors + other.apiErrors,
                toolCalls + other.toolCalls,
                toolFailures + other.toolFailures,
                accepts + other.accepts,
                rejects + other.rejects,
                linesAdded + other.linesAdded,
                linesRemoved + other.linesRemoved,
                commits + other.commits,
                pullRequests + other.pullRequests,
                activeUserMs + other.activeUserMs,
                activeCliMs + other.activeCliMs,
                blockedMs + other.blockedMs);
    }

    boolean isZero() {
        return equals(ZERO);
    }

    private static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
