package com.metricai.ingest.http;

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

    /** What one request holds. It takes in one thread at a time; any thread may release, also in the midst of that. */
    final class Share {
        private final AtomicLong held = new AtomicLong();
        private volatile boolean released;

        /** Takes more; false, and nothing taken, when that would pass the bound. Once released, it holds nothing more. */
        boolean tryTake(long more) {
            if (bytes.addAndGet(more) > limit) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            // The time-out of a request that still receives releases between the two lines above.
            if (released) {
                giveBack();
            }
            return true;
        }

        /** Gives everything back, once. */
        void release() {
            released = true;
            giveBack();
        }

        private void giveBack() {
            bytes.addAndGet(-held.getAndSet(0));
        }
    }
}
