package com.metricai.api.admin.tokens;

import com.metricai.store.access.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ingest token, as the pages list it. {@code requests}, {@code bytes}, {@code limited} and {@code refused} are those of
 * the last 24 hours.
 *
 * @param state active, rotating (replaced, still valid), expiring (ends within 7 days), expired, revoked
 * @param limited answered 429: what a client may have lost
 */
record TokenLine(
        String id,
        String label,
        String lastFour,
        String state,
        String team,
        String repo,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy,
        @Nullable Instant lastUsedAt,
        long requests,
        long bytes,
        long limited,
        long refused,
        @Nullable Long requestsPerSecond,
        @Nullable Long bytesPerSecond,
        long version) {
    static TokenLine of(Token token) {
        return new TokenLine(
                token.id(),
                token.terms().label(),
                token.lastFour(),
                token.state().wireName(),
                token.terms().team(),
                token.terms().repo(),
                token.createdBy(),
                token.createdAt(),
                token.terms().expiresAt(),
                token.revokedAt(),
                token.replacedBy(),
                token.usage().lastUsedAt(),
                token.usage().requests(),
                token.usage().bytes(),
                token.usage().limited(),
                token.usage().refused(),
                token.terms().requestsPerSecond(),
                token.terms().bytesPerSecond(),
                token.version());
    }
}
