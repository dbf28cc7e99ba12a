package com.metricai.rollup.job.rollup;

/** Metric rows of a user's day, grouped. */
public record MetricTotals(
        String user,
        String sessionId,
        Key key,
        String decisionSource,
        long costMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long sessions,
        long commits,
        long pullRequests,
        long linesAdded,
        long linesRemoved,
        long editAccepts,
        long editRejects,
        long activeUserMs,
        long activeCliMs) {

    boolean isUse() {
        return sessions > 0 || costMicros > 0 || inputTokens + outputTokens + cacheReadTokens + cacheCreationTokens > 0;
    }
}
