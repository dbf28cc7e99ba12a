package com.metricai.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who belongs to an org.
 *
 * @param email in lower case
 * @param invitedBy an address, {@code cli}, {@code domain:<domain>} for who joined by it, or empty when nobody knows
 * @param lastSeenAt the minute of the last request; null: never came
 * @param version counts changes; an edit names the one that it saw
 */
public record Member(
        String email,
        Role role,
        String invitedBy,
        Instant createdAt,
        @Nullable Instant lastSeenAt,
        long version) {}
