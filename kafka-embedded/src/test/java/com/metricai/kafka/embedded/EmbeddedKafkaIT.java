package com.metricai.kafka.embedded;

import static com.metricai.kafka.embedded.TestClients.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path directory;

    @Test
    void records_areConsumedInOrder() throws Exception {
        try (EmbeddedKafka kafka = start()) {
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            produce(kafka, "a", "b", "c");

            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
                assertThat(TestClients.take(consumer, 3))
                        .extracting(ConsumerRecord::key)
                        .containsExactly("a", "b", "c");
            }
        }
    }

    @Test
    void record_of60Megabytes_passesWhole() throws Exception {
        byte[] body = new byte[60 * 1024 * 1024];
        new Random(1).nextBytes(body);
        try (EmbeddedKafka kafka = start()) {
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            try (Producer<String, byte[]> producer = TestClients.producer(kafka.bootstrapServers())) {
                producer.send(new ProducerRecord<>(TOPIC, "large", body)).get();
            }

            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
                assertThat(TestClients.take(consumer, 1).getFirst().value()).isEqualTo(body);
            }
        }
    }

    @Test
    void record_tooLarge_isRefusedNotLost() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of("message.max.bytes", "1000"))) {
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            try (Producer<String, byte[]> producer = TestClients.producer(kafka.bootstrapServers())) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(TOPIC, "k", new byte[2000]))
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    @Test
    void restart_keepsRecordsAndCommittedOffsets() throws Exception {
        int port;
        try (EmbeddedKafka kafka = start()) {
            port = kafka.port();
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            produce(kafka, "a", "b");
            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
                assertThat(TestClients.take(consumer, 2)).hasSize(2);
                consumer.commitSync();
            }
            produce(kafka, "c");
        }

        // The same port again, and by construction another controller port on the same directory.
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, Map.of())) {
            assertThat(kafka.port()).isEqualTo(port);
            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
                assertThat(TestClients.take(consumer, 1))
                        .extracting(ConsumerRecord::key)
                        .containsExactly("c");
            }
            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "others")) {
                assertThat(TestClients.take(consumer, 3))
                        .extracting(ConsumerRecord::key)
                        .containsExactly("a", "b", "c");
            }
        }
    }

    @Test
    void twoBrokers_runSideBySide(@TempDir Path other) throws Exception {
        try (EmbeddedKafka one = start();
                EmbeddedKafka two = EmbeddedKafka.start(other, 0, Map.of())) {
            TestClients.createTopic(one.bootstrapServers(), 1);

            assertThat(TestClients.topicExists(one.bootstrapServers())).isTrue();
            assertThat(TestClients.topicExists(two.bootstrapServers())).isFalse();
        }
    }

    @Test
    void close_leavesNoThreadThatKeepsTheJvmUp() {
        Set<Thread> before = userThreads();
        start().close();

        awaitOnly(before);
    }

    @Test
    void close_twice_isHarmless() {
        EmbeddedKafka kafka = start();
        kafka.close();
        kafka.close();
    }

    @Test
    void start_lockedByARunningBroker_failsAndLeavesThatOneAlone() throws Exception {
        try (EmbeddedKafka kafka = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("locked by another instance");

            TestClients.createTopic(kafka.bootstrapServers(), 1);
            produce(kafka, "a");
        }
    }

    @Test
    void start_impossibleSetting_failsWithOneExceptionAndNothingLeftRunning() {
        Set<Thread> before = userThreads();

        assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0, Map.of("log.segment.bytes", "many")))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageContaining("log.segment.bytes");

        awaitOnly(before);
        start().close();
    }

    @Test
    void start_controllerPortLost_failsWithOneExceptionAndTheJvmLives() throws Exception {
        Set<Thread> before = userThreads();
        try (EmbeddedKafka other = EmbeddedKafka.start(directory.resolve("other"), 0, Map.of())) {
            // Past the check for a free port, as when somebody takes one in between: Kafka would halt this JVM.
            String listeners =
                    "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(Ports.free(), other.port());

            assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("mine"), 0, Map.of("listeners", listeners)))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("taken");
        }
        awaitOnly(before);
    }

    private EmbeddedKafka start() {
        return EmbeddedKafka.start(directory, 0, Map.of());
    }

    private static void produce(EmbeddedKafka kafka, String... keys) throws Exception {
        try (Producer<String, byte[]> producer = TestClients.producer(kafka.bootstrapServers())) {
            for (String key : keys) {
                producer.send(new ProducerRecord<>(TOPIC, key, new byte[100])).get();
            }
        }
    }

    private static void awaitOnly(Set<Thread> threads) {
        // In this thread: Awaitility's own is no daemon either.
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(userThreads()).isSubsetOf(threads));
    }

    private static Set<Thread> userThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
