package com.metricai.consumer.interpret;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client's counters, and which measure a point of each is. */
final class MetricNames {
    private static final String COST = "claude_code.cost.usage";
    private static final String TOKENS = "claude_code.token.usage";
    private static final String SESSIONS = "claude_code.session.count";
    private static final String COMMITS = "claude_code.commit.count";
    private static final String PULL_REQUESTS = "claude_code.pull_request.count";
    private static final String LINES = "claude_code.lines_of_code.count";
    private static final String DECISIONS = "claude_code.code_edit_tool.decision";
    private static final String ACTIVE_TIME = "claude_code.active_time.total";

    private static final Set<String> KNOWN =
            Set.of(COST, TOKENS, SESSIONS, COMMITS, PULL_REQUESTS, LINES, DECISIONS, ACTIVE_TIME);

    /** Units: USD to micro-USD, seconds to milliseconds; everything else is a count. */
    private static final Map<String, Integer> DIGITS = Map.of(COST, 6, ACTIVE_TIME, 3);

    private MetricNames() {}

    static boolean isKnown(String metric) {
        return KNOWN.contains(metric);
    }

    /** The measure of a point of a known metric; {@code null} for a type that this version does not know. */
    static @Nullable Measure measure(String metric, Reader reader) {
        return switch (metric) {
            case COST -> Measure.COST_MICROS;
            case TOKENS ->
                switch (reader.keyName(Names.TYPE)) {
                    case "input" -> Measure.INPUT_TOKENS;
                    case "output" -> Measure.OUTPUT_TOKENS;
                    case "cacheRead" -> Measure.CACHE_READ_TOKENS;
                    case "cacheCreation" -> Measure.CACHE_CREATION_TOKENS;
                    default -> null;
                };
            // --continue counts a session under an id that is never used again.
            case SESSIONS -> reader.keyName(Names.START_TYPE).equals("continue") ? null : Measure.SESSIONS;
            case COMMITS -> Measure.COMMITS;
            case PULL_REQUESTS -> Measure.PULL_REQUESTS;
            case LINES ->
                switch (reader.keyName(Names.TYPE)) {
                    case "added" -> Measure.LINES_ADDED;
                    case "removed" -> Measure.LINES_REMOVED;
                    default -> null;
                };
            case DECISIONS ->
                switch (reader.keyName(Names.DECISION)) {
                    case "accept" -> Measure.EDIT_ACCEPTS;
                    case "reject" -> Measure.EDIT_REJECTS;
                    default -> null;
                };
            case ACTIVE_TIME ->
                switch (reader.keyName(Names.TYPE)) {
                    case "user" -> Measure.ACTIVE_USER_MS;
                    case "cli" -> Measure.ACTIVE_CLI_MS;
                    default -> null;
                };
            default -> null;
        };
    }

    /** In the unit of the measure; {@code null} for what is absent, negative, not finite or beyond belief. */
    static @Nullable Long value(String metric, @Nullable Double value) {
        return value == null ? null : Reader.scaled(value, DIGITS.getOrDefault(metric, 0));
    }
}
