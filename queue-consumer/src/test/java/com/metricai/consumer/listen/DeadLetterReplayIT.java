package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.consumer.Captures;
import com.metricai.consumer.write.DeadLetterTable;
import com.metricai.consumer.write.TestStore;
import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.envelope.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class DeadLetterReplayIT {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    @Test
    void replayThatTheBrokerNeverTakes_holdsUpNoOther() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                TestStore store = new TestStore(directory.resolve("x.db"), Captures.RECEIVED)) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.INGEST, Optional.of(1), Optional.empty())
                                    .configs(Map.of("max.message.bytes", "1000")),
                            new NewTopic(Topics.DEAD_LETTER, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            DefaultKafkaProducerFactory<byte[], byte[]> producers =
                    new DefaultKafkaProducerFactory<>(Settings.producer(kafka.bootstrapServers()));
            KafkaTemplate<byte[], byte[]> producer = new KafkaTemplate<>(producers);
            ask(store, 1, dead(producer, 5000));
            ask(store, 2, dead(producer, 50));
            try (DeadLetterReplay _ = new DeadLetterReplay(
                    new DeadLetterTable(store.sqlite().jdbi(), Clock.systemUTC()),
                    Settings.reader(kafka.bootstrapServers()),
                    producer,
                    new SimpleMeterRegistry(),
                    Duration.ofMillis(50),
                    NEVER)) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> state(store, 2).equals("replayed"));
                assertThat(state(store, 1)).isEqualTo("waiting");
            }
            producers.destroy();
        }
    }

    private static RecordMetadata dead(KafkaTemplate<byte[], byte[]> producer, int bytes) throws Exception {
        return producer.send(new ProducerRecord<>(Topics.DEAD_LETTER, new byte[bytes]))
                .get()
                .getRecordMetadata();
    }

    private static void ask(TestStore store, long id, RecordMetadata at) {
        store.sqlite().jdbi().useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO dead_letters (id, org_id, token_id, signal, reason, detail, exception, attempts, bytes,"
                            + " content_type, content_encoding, user_agent, trace_id, request_id, origin_partition,"
                            + " origin_offset, origin_at, partition, \"offset\", dead_at, state)"
                            + " VALUES (?, '', '', '', '', '', '', 4, 1, '', '', '', '', '', 0, ?, 1, 0, ?, ?, 'waiting')",
                    id,
                    id,
                    at.offset(),
                    at.timestamp());
            handle.execute(
                    "INSERT INTO dead_letter_requests (dead_letter_id, action, requested_by, requested_at)"
                            + " VALUES (?, 'replay', 'ops', 1)",
                    id);
        });
    }

    private static String state(TestStore store, long id) {
        return store.rows("SELECT state AS s FROM dead_letters WHERE id = ?", id)
                .getFirst()
                .replaceAll("[{}]|s=", "");
    }
}
