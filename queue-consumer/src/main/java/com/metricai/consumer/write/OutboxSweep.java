package com.metricai.consumer.write;

import com.metricai.service.metric.Standing;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties the outbox when no export comes that would: of what a restore, a rebuild or a death has left in it. */
public final class OutboxSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);

    private final OutboxRelay relay;
    private final Standing standing;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-sweep").factory());
    private boolean complained;

    /**
     * Starts at once.
     *
     * @param every between two looks
     */
    public OutboxSweep(OutboxRelay relay, Standing standing, Duration every) {
        this.relay = relay;
        this.standing = standing;
        // run() catches what goes wrong; an exception in here would end the schedule in silence.
        var _ = executor.scheduleWithFixedDelay(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        standing.stands();
        try {
            relay.relay();
            standing.getsOn();
            complained = false;
        } catch (RuntimeException e) {
            if (!complained) {
                complained = true;
                LOG.warn("metric rows wait for ClickHouse; it is tried again: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
