package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class ListenerStartIT {
    private static final String UNKNOWN = "nowhere.invalid:9092";

    @TempDir
    Path directory;

    @Test
    void nameThatBecomesKnownLater_isReadThen() throws Exception {
        AtomicReference<String> servers = new AtomicReference<>(UNKNOWN);
        LinkedBlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        ConcurrentMessageListenerContainer<byte[], byte[]> container = container(servers, read);
        ListenerStart start = new ListenerStart(List.of(container), UNKNOWN);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            start.start();
            assertThat(container.isRunning()).isFalse();

            topics.send(Signal.LOGS, new byte[] {7});
            servers.set(kafka.bootstrapServers());

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(read).containsExactly(7));
            start.stop();
            assertThat(container.isRunning()).isFalse();
        }
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            AtomicReference<String> servers, LinkedBlockingQueue<Integer> read) {
        ContainerProperties properties = new ContainerProperties(Topics.INGEST);
        properties.setGroupId("group");
        properties.setMessageListener((MessageListener<byte[], byte[]>) message -> read.add((int) message.value()[0]));
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                Map.of("auto.offset.reset", "earliest"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumers.setBootstrapServersSupplier(servers::get);
        return new ConcurrentMessageListenerContainer<>(consumers, properties);
    }
}
