package com.metricai.ingest.http;

import com.metricai.service.trace.TraceIds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs exports that the broker did not take: the first at once, further ones as a number with the next line, of which there
 * is one in ten seconds. While a broker is away every request of every client fails, and the log's disk is often the
 * broker's.
 */
final class PublishFailures {
    private static final Logger log = LoggerFactory.getLogger(PublishFailures.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final AtomicLong next;
    private final AtomicLong unlogged = new AtomicLong();

    PublishFailures(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    void log(Throwable cause, TraceIds ids) {
        unlogged.incrementAndGet();
        long now = nanos.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
            ids.addTo(log.atWarn())
                    .addKeyValue("exports", unlogged.getAndSet(0))
                    .addKeyValue("cause", cause.toString())
                    .log("exports could not be published");
        }
    }
}
