package com.metricai.ingest.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once a minute at most that somebody speaks the wrong protocol: such a client tries again for ever. */
final class GrpcHint {
    private static final Logger log = LoggerFactory.getLogger(GrpcHint.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    void log(String what) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
            log.atWarn()
                    .addKeyValue("seen", what)
                    .log("a client speaks HTTP/2 or gRPC here; it must set OTEL_EXPORTER_OTLP_PROTOCOL=http/json");
        }
    }
}
