package com.metricai.kafka.embedded;

import static com.metricai.kafka.embedded.TestClients.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What ingest and the consumer count on, whether the broker is in this process or a server. */
abstract class BrokerContract {
    /**
     * Starts a broker, on the data that an earlier one of the same test left.
     *
     * @param port 0 for any free one
     */
    abstract Broker broker(int port) throws Exception;

    /** A running broker. */
    record Broker(String bootstrapServers, int port, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    @Test
    void records_areConsumedInOrder() throws Exception {
        try (Broker kafka = broker(0)) {
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            produce(kafka.bootstrapServers(), "a", "b", "c");

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
        try (Broker kafka = broker(0)) {
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
    void restart_keepsRecordsAndCommittedOffsets() throws Exception {
        int port;
        try (Broker kafka = broker(0)) {
            port = kafka.port();
            TestClients.createTopic(kafka.bootstrapServers(), 1);
            produce(kafka.bootstrapServers(), "a", "b");
            try (Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
                assertThat(TestClients.take(consumer, 2)).hasSize(2);
                consumer.commitSync();
            }
            produce(kafka.bootstrapServers(), "c");
        }

        // The embedded one has, by construction, another controller port on the same directory.
        try (Broker kafka = broker(port)) {
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

    static void produce(String servers, String... keys) throws Exception {
        try (Producer<String, byte[]> producer = TestClients.producer(servers)) {
            for (String key : keys) {
                producer.send(new ProducerRecord<>(TOPIC, key, new byte[100])).get();
            }
        }
    }
}
