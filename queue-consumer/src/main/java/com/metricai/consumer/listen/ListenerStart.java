package com.metricai.consumer.listen;

import com.metricai.service.metric.Standing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the listeners, and starts again each that does not run, every second for as long as the service runs. A Kafka client
 * cannot be made while the names of all brokers are unknown; and a container ends for good when a listener throws an
 * {@link Error} or another member of the group takes its name.
 */
public final class ListenerStart implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerStart.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<? extends MessageListenerContainer> containers;
    private final String bootstrapServers;
    private final Standing standing;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("listener-start").factory());
    private volatile boolean running;
    private boolean complained;

    /** Nothing is started yet. */
    public ListenerStart(
            List<? extends MessageListenerContainer> containers, String bootstrapServers, Standing standing) {
        this.containers = containers;
        this.bootstrapServers = bootstrapServers;
        this.standing = standing;
    }

    /** The first attempt is made here, so that listeners run when the application does, if they can. */
    @Override
    public void start() {
        running = true;
        containers.forEach(container -> attempt(container, "is started"));
        // supervise() catches what goes wrong; an exception in here would end the schedule in silence.
        var _ = executor.scheduleWithFixedDelay(
                this::supervise, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether somebody reads each topic. */
    public boolean allRead() {
        return containers.stream().allMatch(ListenerStart::reads);
    }

    /** A container counts as running, too, when the one within it that reads has ended by an error. */
    private static boolean reads(MessageListenerContainer container) {
        return container.isRunning() && container.isInExpectedState();
    }

    private void supervise() {
        for (MessageListenerContainer container : containers) {
            if (running && !reads(container)) {
                attempt(container, "does not run and is started again");
            }
        }
        if (allRead()) {
            standing.getsOn();
        } else {
            standing.stands();
        }
    }

    private synchronized void attempt(MessageListenerContainer container, String what) {
        if (!running) {
            return;
        }
        try {
            // For one that counts as running, with nobody in it who reads.
            container.stop();
            container.start();
            LOG.atInfo()
                    .addKeyValue("group", String.valueOf(container.getGroupId()))
                    .log("a listener {}", what);
            complained = false;
        } catch (KafkaException e) {
            container.stop();
            if (!complained) {
                complained = true;
                LOG.atWarn()
                        .addKeyValue("bootstrapServers", bootstrapServers)
                        .addKeyValue("cause", String.valueOf(e.getCause()))
                        .log("no broker's name is known yet; it is tried again every second");
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a listener could not be started; it is tried again every second");
        }
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
        stopAll();
    }

    private synchronized void stopAll() {
        containers.forEach(MessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
