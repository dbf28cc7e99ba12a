package com.metricai.consumer.listen;

import com.metricai.consumer.Captures;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as ingest makes and fills them, of one partition so that the order of records is known. */
final class TestTopics implements AutoCloseable {
    static final TopicPartition INGEST = new TopicPartition(Topics.INGEST, 0);
    private static final TopicPartition DEAD_LETTER = new TopicPartition(Topics.DEAD_LETTER, 0);

    private final String servers;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopics(String servers) throws Exception {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin.createTopics(List.of(
                        new NewTopic(Topics.INGEST, Optional.of(1), Optional.empty()),
                        new NewTopic(Topics.DEAD_LETTER, Optional.of(1), Optional.empty()),
                        new NewTopic(Topics.USAGE, Optional.of(1), Optional.empty())))
                .all()
                .get();
    }

    void send(Signal signal, byte[] body) throws Exception {
        send(signal, body, Clock.systemUTC().millis());
    }

    void send(Signal signal, byte[] body, long timestamp) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.INGEST, 0, timestamp, null, body);
        Captures.envelope("acme", signal, Encoding.JSON, Captures.RECEIVED)
                .toHeaders()
                .forEach((name, value) -> record.headers().add(name, value));
        producer.send(record).get();
    }

    void sendUsage(byte[] json) throws Exception {
        producer.send(new ProducerRecord<>(Topics.USAGE, json)).get();
    }

    /** The consumer group's; -1 when it has committed nothing. */
    long committed(String group) throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(INGEST);
        return offset == null ? -1 : offset.offset();
    }

    void commit(String group, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(INGEST, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records(DEAD_LETTER);
    }

    /** As the topic's retention does after 14 days. */
    void forgetDeadLetters() throws Exception {
        admin.deleteRecords(Map.of(DEAD_LETTER, RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();
    }

    /** All that can be read of the partition. */
    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "max.partition.fetch.bytes", 80_000_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
