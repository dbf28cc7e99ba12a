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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes exports, and reports of usage, and tells when the broker has them for good. The counters balance: published = acknowledged + failed +
 * under way. A failed one may still have arrived (its acknowledgement got lost), so acknowledged ≤ appended.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final IngestSettings settings;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    // send() may block for a second when the broker is away; a virtual thread may, an event loop may not.
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("publish-", 0).factory());
    private final Counter published;
    private final Counter acknowledged;
    private final Counter failed;

    /** Connects in the background. */
    public Publisher(IngestSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.published = registry.counter("ingest.published");
        this.acknowledged = registry.counter("ingest.acknowledged");
        this.failed = registry.counter("ingest.publish.failed");
        try {
            producer();
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("bootstrapServers", settings.bootstrapServers())
                    .addKeyValue("cause", String.valueOf(e.getCause()))
                    .log("no broker's name is known yet: exports are answered 503 until one is");
        }
    }

    /**
     * The client cannot be made while the names of all brokers are unknown, as that of a container is that does not run:
     * then it is made with the first request that comes later.
     */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            synchronized (this) {
                made = producer;
                if (made == null) {
                    made = new KafkaProducer<>(
                            ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer());
                    producer = made;
                }
            }
        }
        return made;
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
            Future<?> _ = producer().send(message, (metadata, failure) -> outcome.accept(failure));
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
        Producer<byte[], byte[]> made = producer;
        if (made != null) {
            made.close(FLUSH);
        }
    }
}
