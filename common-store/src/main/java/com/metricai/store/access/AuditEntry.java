package com.metricai.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param actor who did it; empty when nobody knows
 * @param action one of {@link AuditAction}'s wire names, or that of a newer version
 * @param subject what it was done to: an address, a token's id, a path
 * @param outcome {@code done} or {@code denied}
 * @param detail old and new values, or the reason of a denial; empty when there is nothing to add
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String subject,
        String outcome,
        String detail,
        @Nullable String ip,
        @Nullable String userAgent) {}
