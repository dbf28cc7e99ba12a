package com.metricai.api.admin.orgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an org is, without any of its content. Counts of requests are those of the last 24 hours.
 *
 * @param tokens the valid ones
 * @param lastIngestAt when the newest export was stored; null before the first
 * @param limited answered 429: what clients may have lost
 * @param deadLettered exports that could not be read and wait for an operator, of any age
 */
record OrgLine(
        String id,
        String name,
        Instant createdAt,
        long members,
        long tokens,
        @Nullable Instant lastIngestAt,
        long requests,
        long bytes,
        long limited,
        long refused,
        long deadLettered) {}
