package com.metricai.store.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an ingest token stands at a moment. */
public enum TokenState {
    /** Valid, and for more than a week to come. */
    ACTIVE,
    /** Replaced, and still valid for a while. */
    ROTATING,
    /** Valid, and ends within 7 days. */
    EXPIRING,
    /** Not valid any more: its time is over. */
    EXPIRED,
    /** Not valid any more: somebody ended it. */
    REVOKED;

    private static final Duration SOON = Duration.ofDays(7);

    /** As the API says it: {@code active}, {@code rotating}, {@code expiring}, {@code expired}, {@code revoked}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TokenState of(
            Instant now, @Nullable Instant expiresAt, @Nullable Instant revokedAt, @Nullable String replacedBy) {
        if (revokedAt != null) {
            return REVOKED;
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return EXPIRED;
        }
        if (replacedBy != null) {
            return ROTATING;
        }
        return expiresAt != null && !now.plus(SOON).isBefore(expiresAt) ? EXPIRING : ACTIVE;
    }
}
