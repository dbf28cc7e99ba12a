package com.metricai.api.panel.reporting;

import com.metricai.api.panel.ShownUser;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reports what, by name.
 *
 * @param lastIngestAt when the org's newest export was received; null before the first
 */
record Reporting(List<User> users, @Nullable Instant lastIngestAt) {
    /** When each signal of a person was last received; null: never. */
    record User(
            ShownUser user,
            @Nullable Instant metricsLastSeen,
            @Nullable Instant logsLastSeen,
            @Nullable Instant tracesLastSeen,
            @Nullable String clientVersion) {}
}
