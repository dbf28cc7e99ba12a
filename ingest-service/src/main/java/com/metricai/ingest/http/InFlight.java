package com.metricai.ingest.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

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

    /**
     * What one body holds: first the request that receives it, then, once it is handed over, the publication, also when the
     * client waits no longer. It takes in one thread at a time; any thread may give back, also in the midst of that.
     */
    final class Share {
        private enum Holder {
            REQUEST,
            PUBLICATION,
            NOBODY
        }

        private final AtomicLong held = new AtomicLong();
        private final AtomicReference<Holder> holder = new AtomicReference<>(Holder.REQUEST);

        /** Takes more; false, and nothing taken, when that would pass the bound. Given back, it holds nothing more. */
        boolean tryTake(long more) {
            if (bytes.addAndGet(more) > limit) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            // The time-out of a request that still receives gives back between the two lines above.
            if (holder.get() == Holder.NOBODY) {
                giveBack();
            }
            return true;
        }

        /** From here on the publication holds it; false when the request has given it back, so that nobody waits for it. */
        boolean handOver() {
            return holder.compareAndSet(Holder.REQUEST, Holder.PUBLICATION);
        }

        boolean isHandedOver() {
            return holder.get() != Holder.REQUEST;
        }

        /** Gives everything back, unless it was handed over. */
        void abandon() {
            if (holder.compareAndSet(Holder.REQUEST, Holder.NOBODY)) {
                giveBack();
            }
        }

        /** Gives everything back. */
        void release() {
            holder.set(Holder.NOBODY);
            giveBack();
        }

        private void giveBack() {
            bytes.addAndGet(-held.getAndSet(0));
        }
    }
}
