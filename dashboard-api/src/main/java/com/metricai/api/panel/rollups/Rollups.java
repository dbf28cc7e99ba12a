package com.metricai.api.panel.rollups;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.metricai.api.panel.Amounts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by group, in the order of the group keys.
 *
 * <p>A key that is "" counts what has no such thing: a commit has no model. Of sessions the distinct ones are counted, so
 * they do not add up over groups.
 */
record Rollups(List<Row> rows) {
    /**
     * One group.
     *
     * @param keys written as fields of the row itself: texts, and people as the caller may know them
     * @param sessions null when grouped by status, which sessions do not have
     * @param blockedMs time that tools waited for a person
     */
    record Row(
            @JsonAnyGetter Map<String, Object> keys,
            BigDecimal costUsd,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheCreationTokens,
            @Nullable Long sessions,
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
            BigDecimal activeSeconds,
            long blockedMs) {
        Row {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        /** A group of sessions that nothing else was counted for. */
        static Row empty(Map<String, Object> keys) {
            BigDecimal none = Amounts.usd(0);
            return new Row(keys, none, 0, 0, 0, 0, 0L, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Amounts.seconds(0), 0);
        }

        Row withSessions(@Nullable Long count) {
            return new Row(
                    keys,
                    costUsd,
                    inputTokens,
                    outputTokens,
                    cacheReadTokens,
                    cacheCreationTokens,
                    count,
                    prompts,
                    apiRequests,
                    apiErrors,
                    toolCalls,
                    toolFailures,
                    accepts,
                    rejects,
                    linesAdded,
                    linesRemoved,
                    commits,
                    pullRequests,
                    activeSeconds,
                    blockedMs);
        }
    }
}
