package com.metricai.ingest.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For how long publishing has failed: from the first failure to the last, with no success since. */
final class FailureSpan {
    private final LongSupplier nanos;
    private volatile boolean failing;
    private long first;
    private long last;

    /** @param nanos a clock that never steps, as {@link System#nanoTime} */
    FailureSpan(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void failed() {
        last = nanos.getAsLong();
        if (!failing) {
            first = last;
            failing = true;
        }
    }

    /** Something was published, or nothing that failed so far counts any more. */
    void end() {
        if (failing) {
            synchronized (this) {
                failing = false;
            }
        }
    }

    synchronized Duration length() {
        return failing ? Duration.ofNanos(last - first) : Duration.ZERO;
    }
}
