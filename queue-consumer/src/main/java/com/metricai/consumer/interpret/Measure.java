package com.metricai.consumer.interpret;

/** What a metric point counts: one column each of {@code metric_ai_metrics}. */
public enum Measure {
    COST_MICROS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    CACHE_READ_TOKENS,
    CACHE_CREATION_TOKENS,
    SESSIONS,
    COMMITS,
    PULL_REQUESTS,
    LINES_ADDED,
    LINES_REMOVED,
    EDIT_ACCEPTS,
    EDIT_REJECTS,
    ACTIVE_USER_MS,
    ACTIVE_CLI_MS
}
