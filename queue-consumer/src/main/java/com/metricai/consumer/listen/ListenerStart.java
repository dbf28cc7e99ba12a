package com.metricai.consumer.listen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the listeners, again and again until it succeeds: a Kafka client cannot be made while the names of all brokers
 * are unknown, as that of a container is that does not run.
 */
public final class ListenerStart implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerStart.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<? extends MessageListenerContainer> containers;
    private final String bootstrapServers;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("listener-start").factory());
    private volatile boolean running;
    private boolean complained;

    /** Nothing is started yet. */
    public ListenerStart(List<? extends MessageListenerContainer> containers, String bootstrapServers) {
        this.containers = containers;
        this.bootstrapServers = bootstrapServers;
    }

    /** The first attempt is made here, so that listeners run when the application does, if they can. */
    @Override
    public void start() {
        running = true;
        attempt();
    }

    private void attempt() {
        try {
            containers.stream().filter(container -> !container.isRunning()).forEach(ListenerStart::start);
            if (complained) {
                LOG.info("the broker's name is known, reading begins");
            }
        } catch (KafkaException e) {
            if (!complained) {
                complained = true;
                LOG.atWarn()
                        .addKeyValue("bootstrapServers", bootstrapServers)
                        .addKeyValue("cause", String.valueOf(e.getCause()))
                        .log("no broker's name is known yet; it is tried again every second");
            }
            Future<?> _ = executor.schedule(this::attempt, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void start(MessageListenerContainer container) {
        try {
            container.start();
        } catch (KafkaException e) {
            // It counts as running, with nobody in it who reads.
            container.stop();
            throw e;
        }
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
        containers.forEach(MessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
