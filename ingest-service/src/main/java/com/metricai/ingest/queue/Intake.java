package com.metricai.ingest.queue;

import org.jspecify.annotations.Nullable;

/** Whether more may be taken, as {@link BacklogWatch} last found. Open until something else is known. */
public final class Intake {
    private volatile @Nullable String closedBecause;

    /** Why nothing more is taken; null when it is. */
    public @Nullable String closedBecause() {
        return closedBecause;
    }

    void set(@Nullable String reason) {
        closedBecause = reason;
    }
}
