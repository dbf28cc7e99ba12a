package com.metricai.faults;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the client's counters count: a column each of {@code metric_ai_metrics}, written down a second time. */
enum Measure {
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
    ACTIVE_CLI_MS;

    private static final Map<String, Measure> BY_METRIC_AND_TYPE = Map.ofEntries(
            Map.entry("cost.usage", COST_MICROS),
            Map.entry("token.usage input", INPUT_TOKENS),
            Map.entry("token.usage output", OUTPUT_TOKENS),
            Map.entry("token.usage cacheRead", CACHE_READ_TOKENS),
            Map.entry("token.usage cacheCreation", CACHE_CREATION_TOKENS),
            Map.entry("session.count", SESSIONS),
            Map.entry("commit.count", COMMITS),
            Map.entry("pull_request.count", PULL_REQUESTS),
            Map.entry("lines_of_code.count added", LINES_ADDED),
            Map.entry("lines_of_code.count removed", LINES_REMOVED),
            Map.entry("code_edit_tool.decision accept", EDIT_ACCEPTS),
            Map.entry("code_edit_tool.decision reject", EDIT_REJECTS),
            Map.entry("active_time.total user", ACTIVE_USER_MS),
            Map.entry("active_time.total cli", ACTIVE_CLI_MS));

    /**
     * Of a metric; null for what is not counted.
     *
     * @param kind the attribute {@code type} or {@code decision}; empty where there is none
     */
    static @Nullable Measure of(String metric, String kind) {
        String name = metric.startsWith("claude_code.") ? metric.substring("claude_code.".length()) : "";
        return BY_METRIC_AND_TYPE.get(kind.isEmpty() ? name : name + " " + kind);
    }

    /** Decimal digits between the client's unit and ours: USD and micro-USD, seconds and milliseconds. */
    int digits() {
        return switch (this) {
            case COST_MICROS -> 6;
            case ACTIVE_USER_MS, ACTIVE_CLI_MS -> 3;
            default -> 0;
        };
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
