package com.metricai.ingest.queue;

import com.metricai.otlp.envelope.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka producer, and what it was given and has not settled. The producer settles everything within six seconds while
 * its network thread lives; here it is settled even when that is dead.
 */
final class Outlet {
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

    Outlet(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends a record; may block for a second.
     *
     * @param done completes when all in-sync replicas have it, or exceptionally; always within six seconds
     */
    void send(ProducerRecord<byte[], byte[]> message, CompletableFuture<Void> done) {
        underWay.add(done);
        Future<?> _ = done.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> forget(done));
        try {
            Future<?> _ = producer.send(message, (metadata, failure) -> settle(done, failure));
        } catch (KafkaException e) {
            settle(done, e);
        } catch (RuntimeException | Error e) {
            settle(done, new KafkaException("the producer does not work any more", e));
        }
    }

    @SuppressWarnings("UndefinedEquals") // Each is itself alone: identity is what is meant.
    private void forget(CompletableFuture<Void> done) {
        underWay.remove(done);
    }

    private static void settle(CompletableFuture<Void> done, @Nullable Exception failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /**
     * Asks the broker through the producer's own connections, once; later answers may be remembered ones.
     *
     * @throws KafkaException when there was no answer within a second
     */
    void requireAnswer() {
        producer.partitionsFor(Topics.INGEST);
    }

    /** Gives up what is under way, and the producer. Waits for nothing: a thread that hangs may never end. */
    void abandon() {
        KafkaException reason = new KafkaException("the producer was given up");
        underWay.forEach(done -> done.completeExceptionally(reason));
        Thread.ofPlatform().daemon().name("abandoned-producer").start(() -> producer.close(Duration.ZERO));
    }

    /** Waits for what is under way, at most five seconds. */
    void close() {
        producer.close(FLUSH);
    }
}
