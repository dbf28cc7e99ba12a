package com.metricai.kafka.embedded;

import static com.metricai.kafka.embedded.TestClients.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker in this process: what every broker must do, and what is its own. */
class EmbeddedKafkaIT extends BrokerContract {
    @TempDir
    Path directory;

    @Override
    Broker broker(int port) {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, Map.of());
        return new Broker(kafka.bootstrapServers(), kafka.port(), kafka::close);
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
            produce(kafka.bootstrapServers(), "a");
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
