package com.metricai.rollup.job.rollup;

/**
 * Events of a user's day, grouped.
 *
 * @param decisionSource who decided, of tool decisions; else {@code ''}
 */
public record EventTotals(
        String name,
        String sessionId,
        Key key,
        String decisionSource,
        long count,
        long failures,
        long rejects,
        long costMicros,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens) {}
