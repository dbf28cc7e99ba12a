package com.metricai.store.access;

import org.jspecify.annotations.Nullable;

/**
 * What may be sent in a second.
 *
 * @param requestsPerSecond null: no limit is set here
 * @param bytesPerSecond of the bodies as sent; null: no limit is set here
 */
public record Limits(
        @Nullable Long requestsPerSecond, @Nullable Long bytesPerSecond) {
    /** Nothing is set. */
    public static final Limits NONE = new Limits(null, null);
}
