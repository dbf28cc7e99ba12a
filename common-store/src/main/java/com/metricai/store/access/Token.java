package com.metricai.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ingest token as its admins see it: everything but the token itself.
 *
 * @param createdBy an address, {@code cli} or {@code up}
 * @param replacedBy the id of the token that a rotation put in its place
 * @param usage what it sent
 * @param version counts changes; an edit names the one that it saw
 */
public record Token(
        String id,
        String lastFour,
        TokenState state,
        TokenTerms terms,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy,
        Usage usage,
        long version) {
    /**
     * As the ingest service reports it every few seconds, by the hour; counts are those of the last 24 hours, the present one
     * included.
     *
     * @param lastUsedAt null: never
     * @param requests acknowledged ones
     * @param bytes of their bodies, as sent
     * @param limited answered 429: what a client may have lost
     * @param refused other answers than 200 and 429
     */
    public record Usage(@Nullable Instant lastUsedAt, long requests, long bytes, long limited, long refused) {}
}
