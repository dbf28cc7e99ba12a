package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

class FailureHandlingIT {
    @TempDir
    Path directory;

    @Test
    void classThatSpringTakesForHopeless_isTriedAgainAsAnyOther() throws Exception {
        LinkedBlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        AtomicInteger attempts = new AtomicInteger();
        BatchMessageListener<byte[], byte[]> listener = records -> {
            if (attempts.incrementAndGet() <= 2) {
                throw new SurroundingsFailure(new ClassCastException("a mistake"), 0);
            }
            records.forEach(record -> read.add((int) record.value()[0]));
        };
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            DefaultKafkaProducerFactory<byte[], byte[]> producers =
                    new DefaultKafkaProducerFactory<>(Settings.producer(kafka.bootstrapServers()));
            ContainerProperties properties = new ContainerProperties(Topics.INGEST);
            properties.setGroupId("group");
            properties.setMessageListener(listener);
            KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<>(
                            Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer()),
                    properties);
            container.setCommonErrorHandler(
                    FailureHandling.handler(new KafkaTemplate<>(producers), new SimpleMeterRegistry()));
            topics.send(Signal.LOGS, new byte[] {7});
            container.start();
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(read).containsExactly(7));
            assertThat(topics.deadLetters()).isEmpty();
            container.stop();
            producers.destroy();
        }
    }
}
