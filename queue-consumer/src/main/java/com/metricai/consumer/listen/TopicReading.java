package com.metricai.consumer.listen;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.otlp.envelope.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** What the topics hold, for those who come beside the consumer: how far it has read, and everything once more. */
public final class TopicReading {
    private static final Duration POLL = Duration.ofMillis(500);

    /** What was taken again. */
    public record Taken(long records, long refused) {}

    private final String bootstrapServers;
    private final String groupId;

    /**
     * Connects on use.
     *
     * @param groupId the consumer's group; that of the reports of use is named after it
     */
    public TopicReading(String bootstrapServers, String groupId) {
        this.bootstrapServers = bootstrapServers;
        this.groupId = groupId;
    }

    /** How many records there are now of exports and reports, by partition: what is awaited by {@link #unread}. */
    public Map<String, Long> ends() {
        Map<String, Long> ends = new HashMap<>();
        withAdmin(admin -> {
            Offsets.of(admin, partitions(admin), OffsetSpec.latest())
                    .forEach((partition, end) -> ends.put(partition.toString(), end));
        });
        return ends;
    }

    /** How many records below these ends are not stored yet. */
    public long unread(Map<String, Long> ends) {
        long[] unread = {0};
        withAdmin(admin -> {
            Map<String, Long> committed = new HashMap<>();
            for (String group : List.of(groupId, groupId + "-usage")) {
                Offsets.committed(admin, group)
                        .forEach((partition, offset) -> committed.put(partition.toString(), offset));
            }
            Map<String, Long> begins = new HashMap<>();
            Offsets.of(admin, partitions(admin), OffsetSpec.earliest())
                    .forEach((partition, begin) -> begins.put(partition.toString(), begin));
            ends.forEach((partition, end) -> {
                long read = Math.max(committed.getOrDefault(partition, 0L), begins.getOrDefault(partition, 0L));
                unread[0] += Math.max(0, end - read);
            });
        });
        return unread[0];
    }

    /**
     * Takes everything that the topic of exports holds to a listener, once more and from its beginning. What cannot be
     * read is passed over: it is among the dead letters.
     */
    public Taken takeAgain(BatchListener listener) {
        long[] counts = {0, 0};
        readAll(records -> {
            counts[0] += records.size();
            counts[1] += take(listener, records);
        });
        return new Taken(counts[0], counts[1]);
    }

    /**
     * The fingerprints of the exports of running totals that the topic holds. What such an export adds depends on those
     * before it, so that its rows are another's when it is taken in again by somebody who does not know them.
     */
    public Set<String> runningTotals() {
        Set<String> fingerprints = new HashSet<>();
        readAll(records -> records.forEach(each -> {
            try {
                if (ExportReader.read(each) instanceof Interpreted.Metrics metrics
                        && metrics.points().stream().anyMatch(point -> point.series() != null)) {
                    fingerprints.add(metrics.fingerprint().hex());
                }
            } catch (ContentFailure unreadable) {
                // Has no rows.
            }
        }));
        return fingerprints;
    }

    private void readAll(Consumer<List<ConsumerRecord<byte[], byte[]>>> batches) {
        Map<String, Object> settings = Settings.reader(bootstrapServers);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.INGEST).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (isBehind(consumer, ends)) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                consumer.poll(POLL).forEach(records::add);
                batches.accept(records);
            }
        }
    }

    private static boolean isBehind(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static long take(BatchListener listener, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> left = records;
        long refused = 0;
        while (!left.isEmpty()) {
            try {
                listener.onMessage(left);
                return refused;
            } catch (BatchListenerFailedException e) {
                if (!FailureHandling.isAboutContent(e)) {
                    throw e;
                }
                refused++;
                left = left.subList(e.getIndex() + 1, left.size());
            }
        }
        return refused;
    }

    private interface Work {
        void with(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private void withAdmin(Work work) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            work.with(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Of those topics that are there. */
    private static List<TopicPartition> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.INGEST, Topics.USAGE)) {
            try {
                admin.describeTopics(Set.of(topic))
                        .allTopicNames()
                        .get(Offsets.TIMEOUT_S, TimeUnit.SECONDS)
                        .values()
                        .forEach(description -> description
                                .partitions()
                                .forEach(each -> partitions.add(new TopicPartition(topic, each.partition()))));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }
}
