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
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes exports, and reports of usage, and tells when the broker has them for good. The counters balance: published = acknowledged + failed +
 * under way. A failed one may still have arrived (its acknowledgement got lost), so acknowledged ≤ appended.
 *
 * <p>A producer can get into a state that it never leaves: its network thread dies of an error, or it dials nobody after the
 * clock was stepped back. When nothing went through it for ten seconds although the broker answers others, it is replaced.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final IngestSettings settings;
    private volatile @Nullable Outlet outlet;
    private volatile boolean unproven;
    private final FailureSpan failures = new FailureSpan(System::nanoTime);
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
            outlet();
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
    private Outlet outlet() {
        Outlet made = outlet;
        if (made == null) {
            synchronized (this) {
                made = outlet;
                if (made == null) {
                    made = newOutlet();
                    outlet = made;
                }
            }
        }
        return made;
    }

    private Outlet newOutlet() {
        return new Outlet(new KafkaProducer<>(
                ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Publishes one export; never blocks.
     *
     * @return completes when all in-sync replicas have it, or exceptionally with a {@link KafkaException} or a time-out; always
     *     within six seconds
     */
    public CompletableFuture<Void> publish(Envelope envelope, byte[] body) {
        // No key: records spread over the partitions, and one org may fill them all.
        ProducerRecord<byte[], byte[]> export = new ProducerRecord<>(Topics.INGEST, null, body);
        envelope.toHeaders().forEach(export.headers()::add);
        published.increment();
        return send(export).whenComplete((nothing, failure) -> (failure == null ? acknowledged : failed).increment());
    }

    /**
     * Publishes what tokens sent; never blocks. It counts with none of the exports.
     *
     * @return as of {@link #publish}
     */
    public CompletableFuture<Void> report(UsageReport report) {
        return send(new ProducerRecord<>(
                Topics.USAGE, report.reporter().getBytes(StandardCharsets.UTF_8), report.toJson()));
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            senders.execute(() -> {
                try {
                    outlet().send(message, done);
                } catch (KafkaException e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new KafkaException("ingest is stopping", e));
        }
        return done.whenComplete((nothing, failure) -> note(failure));
    }

    /** A record that is too large says nothing of the others. */
    private void note(@Nullable Throwable failure) {
        if (failure == null) {
            failures.end();
        } else if (!(failure instanceof RecordTooLargeException)) {
            failures.failed();
        }
    }

    /** Whether there is no reason to think that the producer gets nothing through. */
    public boolean isWorking() {
        return !unproven && failures.length().compareTo(STUCK) < 0;
    }

    /** Says that the broker is away: that nothing gets through is not the producer's fault. */
    void brokerIsAway() {
        failures.end();
    }

    /**
     * Says that the broker answers others: a producer that got nothing through for long is replaced, and what it holds has
     * failed.
     *
     * @throws KafkaException when the new one gets no answer either
     */
    void brokerAnswers() {
        if (failures.length().compareTo(STUCK) >= 0) {
            Outlet fresh = newOutlet();
            Outlet stuck = outlet;
            unproven = true;
            outlet = fresh;
            log.warn("nothing was published for ten seconds, although the broker answers: the producer is replaced");
            if (stuck != null) {
                stuck.abandon();
            }
            failures.end();
        }
        if (unproven) {
            prove();
        }
    }

    private void prove() {
        try {
            outlet().requireAnswer();
            unproven = false;
            log.info("the new producer reaches the broker");
        } catch (KafkaException e) {
            failures.failed();
            throw e;
        }
    }

    /** Waits for what is under way, at most five seconds. */
    @Override
    public void close() {
        senders.shutdown();
        Outlet made = outlet;
        if (made != null) {
            made.close();
        }
    }
}
