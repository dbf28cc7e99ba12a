package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.otlp.envelope.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes exports and tells when the broker has them for good. The counters balance: published = acknowledged + failed +
 * under way. A failed one may still have arrived (its acknowledgement got lost), so acknowledged ≤ appended.
 */
public final class Publisher implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    // send() may block for a second when the broker is away; a virtual thread may, an event loop may not.
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("publish-", 0).factory());
    private final Counter published;
    private final Counter acknowledged;
    private final Counter failed;

    /** Connects in the background. */
    public Publisher(IngestSettings settings, MeterRegistry registry) {
        this.producer = new KafkaProducer<>(
                ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.published = registry.counter("ingest.published");
        this.acknowledged = registry.counter("ingest.acknowledged");
        this.failed = registry.counter("ingest.publish.failed");
    }

    /**
     * Publishes one export; never blocks.
     *
     * @return completes when all in-sync replicas have it, or exceptionally; always within six seconds
     */
    public CompletableFuture<Void> publish(Envelope envelope, byte[] body) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            senders.execute(() -> send(envelope, body, done));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    private void send(Envelope envelope, byte[] body, CompletableFuture<Void> done) {
        // No key: records spread over the partitions, and one org may fill them all.
        ProducerRecord<byte[], byte[]> export = new ProducerRecord<>(Topics.INGEST, null, body);
        envelope.toHeaders().forEach(export.headers()::add);
        published.increment();
        try {
            Future<?> _ = producer.send(export, (metadata, failure) -> settle(done, failure));
        } catch (RuntimeException e) {
            settle(done, e);
        }
    }

    private void settle(CompletableFuture<Void> done, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.increment();
            done.complete(null);
        } else {
            failed.increment();
            done.completeExceptionally(failure);
        }
    }

    /** Waits for what is under way, at most five seconds. */
    @Override
    public void close() {
        senders.shutdown();
        producer.close(FLUSH);
    }
}
