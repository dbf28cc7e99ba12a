package com.metricai.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an org's audit log are wanted; null restricts nothing.
 *
 * @param from the first instant
 * @param until the first instant that is too late
 * @param actor a part of the actor's name, in any case
 * @param action one action's wire name
 * @param outcome {@code done} or {@code denied}
 */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String outcome) {
    /** Everything. */
    public static final AuditFilter NONE = new AuditFilter(null, null, null, null, null);
}
