package com.metricai.store.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an admin decides about an ingest token.
 *
 * @param label whose token it is, 1 to 200 characters
 * @param expiresAt when it ends by itself; null: never
 * @param team for records that name no team themselves; empty for none
 * @param repo for records that name no repository themselves; empty for none
 * @param requestsPerSecond null: the installation's default
 * @param bytesPerSecond null: the installation's default
 */
public record TokenTerms(
        String label,
        @Nullable Instant expiresAt,
        String team,
        String repo,
        @Nullable Long requestsPerSecond,
        @Nullable Long bytesPerSecond) {
    private static final int MAX_NAME = 200;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /** A label alone: never ends by itself, no tags, no limits of its own. */
    public static TokenTerms labelled(String label) {
        return new TokenTerms(label, null, "", "", null, null);
    }

    /** These terms, stripped; throws {@link ChangeRefused} when one cannot be taken. What is stored need not pass. */
    TokenTerms checked() {
        if (expiresAt != null && expiresAt.isAfter(LAST)) {
            throw ChangeRefused.invalid(
                    "expiresAt", "expiresAt is after 2200: for a token that never ends by itself send null");
        }
        return new TokenTerms(
                Checks.name("label", label, MAX_NAME),
                // As precise as it is stored, so that an edit that leaves it alone is seen as that.
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS),
                Checks.optionalName("team", team, MAX_NAME),
                Checks.optionalName("repo", repo, MAX_NAME),
                Checks.rate("requestsPerSecond", requestsPerSecond),
                Checks.rate("bytesPerSecond", bytesPerSecond));
    }
}
