package com.metricai.faults;

import com.metricai.otlp.envelope.Envelope;
import com.metricai.otlp.envelope.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that a topic was given, read from its beginning.
 *
 * @param appended by its end offsets
 * @param copies how often each body is in it, by {@link Export#digest()}
 */
record Topic(long appended, Map<String, Integer> copies) {
    private static final String GROUP = "queue-consumer";
    private static final long ADMIN_SECONDS = 10;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Topic read(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, Integer> copies = new HashMap<>();
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
                    copies.merge(Export.digest(body(one)), 1, Integer::sum);
                }
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException(topic + " could not be read to its end");
                }
            }
            return new Topic(ends.values().stream().mapToLong(Long::longValue).sum(), Map.copyOf(copies));
        }
    }

    /** As it was before it was compressed, by the client or by ingest. */
    private static byte[] body(ConsumerRecord<byte[], byte[]> one) {
        Header encoding = one.headers().lastHeader(Envelope.CONTENT_ENCODING);
        if (encoding == null || !"gzip".equals(new String(encoding.value(), StandardCharsets.UTF_8))) {
            return one.value();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(one.value()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count(String digest) {
        return copies.getOrDefault(digest, 0);
    }

    /** Records of the ingest topic that the consumer has not yet done with. */
    static long lag(String bootstrapServers) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 8_000, "request.timeout.ms", 8_000);
        try (Admin admin = Admin.create(settings)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS);
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end : ends(admin).entrySet()) {
                OffsetAndMetadata position = committed.get(end.getKey());
                lag += end.getValue() - (position == null ? 0 : position.offset());
            }
            return lag;
        }
    }

    /** Whether a consumer of this name is in the group; yes when the broker does not say. */
    static boolean isMember(String bootstrapServers, String instance) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 4_000, "request.timeout.ms", 4_000))) {
            return admin
                    .describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(group -> group.members().stream())
                    .anyMatch(member -> member.groupInstanceId().equals(Optional.of(instance)));
        } catch (ExecutionException | TimeoutException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(List.of(Topics.INGEST))
                .allTopicNames()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(partition -> latest.put(
                                new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> ends.put(partition, offset.offset()));
        return ends;
    }
}
