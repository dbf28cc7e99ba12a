package com.metricai.ingest.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that were received and not yet acknowledged by the broker, of all requests together, and their bound. */
final class InFlight {
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(long limit) {
        this.limit = limit;
    }

    /** The bytes held now. */
    long bytes() {
        return bytes.get();
    }

    /** For one request; holds nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one request holds. Used by one thread at a time until it is released, which any thread may do. */
    final class Share {
        private final AtomicBoolean released = new AtomicBoolean();
        private final AtomicLong held = new AtomicLong();

        /** Takes more; false, and nothing taken, when that would pass the bound. */
        boolean tryTake(long more) {
            if (bytes.addAndGet(more) > limit) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            return true;
        }

        /** Gives everything back, once. */
        void release() {
            if (released.compareAndSet(false, true)) {
                bytes.addAndGet(-held.get());
            }
        }
    }
}
