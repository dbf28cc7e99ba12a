package com.metricai.ingest.http;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Compression and decompression, so that no event loop waits for it. Small bodies never wait for large ones; and a large one
 * is refused at once when more bytes wait than are done within the time of an answer.
 */
final class HeavyWork {
    /** Inflated. What ordinary clients send is smaller; a thread does hundreds of these in a second. */
    static final int SMALL_BYTES = 1024 * 1024;

    /** Half a second of inflating, on two processors. As much as all bodies that may be under way are by default. */
    private static final long MOST_WAITING_BYTES = 128L * 1024 * 1024;

    private final Scheduler small = threads("gzip-small");
    private final Scheduler large = threads("gzip-large");
    private final AtomicLong waiting = new AtomicLong();

    /** Platform threads, so that the system shares the processors between them and the event loops. */
    private static Scheduler threads(String name) {
        return Schedulers.newBoundedElastic(
                Math.max(2, Runtime.getRuntime().availableProcessors()), Integer.MAX_VALUE, name);
    }

    /** For at most {@link #SMALL_BYTES}. */
    <T> Mono<T> small(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(small);
    }

    /**
     * For any size.
     *
     * @param bytes how many there are, before compression or after decompression
     * @return fails with a {@link RejectedException} when too many wait already
     */
    <T> Mono<T> large(long bytes, Callable<T> work) {
        return Mono.defer(() -> {
            long before = waiting.getAndAdd(bytes);
            if (before > 0 && before + bytes > MOST_WAITING_BYTES) {
                waiting.addAndGet(-bytes);
                return Mono.error(new RejectedException(busy()));
            }
            return Mono.fromCallable(work).subscribeOn(large).doFinally(end -> waiting.addAndGet(-bytes));
        });
    }

    static Rejection busy() {
        return Rejection.unavailable(
                "busy", "more large bodies came than can be unpacked in time: try again in a moment");
    }

    void dispose() {
        small.dispose();
        large.dispose();
    }
}
