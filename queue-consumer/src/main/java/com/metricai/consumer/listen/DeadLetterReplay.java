package com.metricai.consumer.listen;

import com.metricai.consumer.write.DeadLetterTable;
import com.metricai.consumer.write.DeadLetterTable.Asked;
import com.metricai.consumer.write.DeadLetterTable.Outcome;
import com.metricai.otlp.envelope.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Does what operators asked for about dead letters. A replay publishes the record once more, with the headers it had, and
 * notes it afterwards: a death between the two publishes it twice, and what it says still counts once, as it does when a
 * client sends twice.
 */
public final class DeadLetterReplay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplay.class);
    private static final int AT_ONCE = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final DeadLetterTable table;
    private final Map<String, Object> consumerSettings;
    private final KafkaTemplate<byte[], byte[]> producer;
    private final MeterRegistry registry;

    /** How often what is asked for was tried, by dead letter. */
    private final Map<Long, Integer> tries = new HashMap<>();

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dead-letter-replay").factory());

    /**
     * Starts at once.
     *
     * @param consumerSettings to read the dead-letter topic with; without a group
     * @param every between two looks at what was asked for
     * @param noteGoneEvery between two looks at what the topic holds no more
     */
    public DeadLetterReplay(
            DeadLetterTable table,
            Map<String, Object> consumerSettings,
            KafkaTemplate<byte[], byte[]> producer,
            MeterRegistry registry,
            Duration every,
            Duration noteGoneEvery) {
        this.table = table;
        this.consumerSettings = consumerSettings;
        this.producer = producer;
        this.registry = registry;
        // Both catch what goes wrong; an exception in here would end the schedule in silence.
        var _ = executor.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        var _ = executor.scheduleWithFixedDelay(
                this::noteGone, noteGoneEvery.toMillis(), noteGoneEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody should wait for a body that the topic has deleted by age: the list says so without being asked. */
    private void noteGone() {
        try {
            List<TopicPartition> partitions = table.waitingPartitions().stream()
                    .map(partition -> new TopicPartition(Topics.DEAD_LETTER, partition))
                    .toList();
            if (partitions.isEmpty()) {
                return;
            }
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings)) {
                consumer.beginningOffsets(partitions, TIMEOUT)
                        .forEach((partition, first) -> noteGone(partition.partition(), first));
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("could not look which dead letters are gone; it will be tried again");
        }
    }

    private void noteGone(int partition, long firstKept) {
        int gone = table.settleGone(partition, firstKept);
        if (gone > 0) {
            settled(Outcome.GONE).increment(gone);
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("deadLetters", gone)
                    .log("dead letters are gone from the topic");
        }
    }

    private Counter settled(Outcome outcome) {
        return registry.counter(
                "metric_ai.dead_letters_settled", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    private void run() {
        try {
            // What failed is asked for still, and must not stand in the way of what comes behind it.
            settle(table.asked(AT_ONCE + tries.size()));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("could not settle dead letters; it will be tried again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each by itself, those last that failed most often; until one fails for a reason that others have, too. */
    private void settle(List<Asked> asked) throws ExecutionException, InterruptedException, TimeoutException {
        tries.keySet().retainAll(asked.stream().map(Asked::id).collect(Collectors.toSet()));
        if (asked.isEmpty()) {
            return;
        }
        List<Asked> inTurn = asked.stream()
                .sorted(Comparator.comparingInt(one -> tries.getOrDefault(one.id(), 0)))
                .toList();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings)) {
            for (Asked one : inTurn) {
                tries.merge(one.id(), 1, Integer::sum);
                try {
                    settle(consumer, one);
                    tries.remove(one.id());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RetriableException) {
                        throw e;
                    }
                    LOG.atWarn()
                            .setCause(e)
                            .addKeyValue("deadLetter", one.id())
                            .addKeyValue("tries", tries.get(one.id()))
                            .log("the broker does not take a replay; it will be tried again, after the others");
                }
            }
        }
    }

    private void settle(Consumer<byte[], byte[]> consumer, Asked one)
            throws ExecutionException, InterruptedException, TimeoutException {
        Outcome outcome = switch (one.action()) {
            case DISCARD -> Outcome.DISCARDED;
            case REPLAY -> replay(consumer, one);
        };
        table.settle(one.id(), outcome);
        settled(outcome).increment();
        LOG.atInfo()
                .addKeyValue("deadLetter", one.id())
                .addKeyValue("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .log("dead letter settled");
    }

    private Outcome replay(Consumer<byte[], byte[]> consumer, Asked one)
            throws ExecutionException, InterruptedException, TimeoutException {
        Optional<ConsumerRecord<byte[], byte[]>> found = find(consumer, one);
        if (found.isEmpty()) {
            return Outcome.GONE;
        }
        Headers headers = DeadLetterHeaders.ofOriginal(found.get());
        DeadLetterHeaders.add(headers, DeadLetterHeaders.REPLAY_OF, Long.toString(one.id()));
        producer.send(new ProducerRecord<>(
                        Topics.INGEST, null, found.get().key(), found.get().value(), headers))
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        return Outcome.REPLAYED;
    }

    /** Empty when the topic does not hold it any more, or, after its data were lost, another one in its place. */
    private static Optional<ConsumerRecord<byte[], byte[]>> find(Consumer<byte[], byte[]> consumer, Asked one)
            throws TimeoutException {
        TopicPartition partition = new TopicPartition(Topics.DEAD_LETTER, one.partition());
        long begin = consumer.beginningOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
        if (one.offset() < begin || one.offset() >= end) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, one.offset());
        for (long waited = 0; waited < TIMEOUT.toMillis(); waited += POLL.toMillis()) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return Optional.of(records.getFirst())
                        .filter(record -> record.offset() == one.offset() && record.timestamp() == one.deadAt());
            }
        }
        throw new TimeoutException("the dead-letter topic did not answer");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
