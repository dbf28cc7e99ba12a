package com.metricai.store.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a token is in its life. */
public enum TokenState {
    /** It may send. */
    ACTIVE,
    /** It was replaced and may send until the overlap ends. */
    ROTATING,
    /** It may send, and ends within a week. */
    EXPIRING,
    /** It reached its end. */
    EXPIRED,
    /** It was ended. */
    REVOKED;

    private static final Duration SOON = Duration.ofDays(7);

    /** As the API and the command line say it. */
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
        return expiresAt != null && expiresAt.isBefore(now.plus(SOON)) ? EXPIRING : ACTIVE;
    }
}
