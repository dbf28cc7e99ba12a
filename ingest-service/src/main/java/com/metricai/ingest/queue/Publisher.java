package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.otlp.envelope.Topics;
import com.metricai.otlp.envelope.UsageReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes exports, and reports of usage, and tells when the broker has them for good. The counters balance: published = acknowledged + failed +
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

    /**
     * Publishes what tokens sent; never blocks. It counts with none of the exports.
     *
     * @return as of {@link #publish}
     */
    public CompletableFuture<Void> report(UsageReport report) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> usage =
                new ProducerRecord<>(Topics.USAGE, report.reporter().getBytes(StandardCharsets.UTF_8), report.toJson());
        try {
            senders.execute(() -> send(usage, failure -> settle(done, failure)));
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
        send(export, failure -> {
            (failure == null ? acknowledged : failed).increment();
            settle(done, failure);
        });
    }

    private void send(ProducerRecord<byte[], byte[]> message, Consumer<@Nullable Exception> outcome) {
        try {
            Future<?> _ = producer.send(message, (metadata, failure) -> outcome.accept(failure));
        } catch (RuntimeException e) {
            outcome.accept(e);
        }
    }

    private static void settle(CompletableFuture<Void> done, @Nullable Exception failure) {
        if (failure == null) {
            done.complete(null);
        } else {
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
