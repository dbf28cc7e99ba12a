package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Topics;
import com.metricai.service.metric.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
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
        ListenerStart start = start(container);
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

    @Test
    void nameThatStaysUnknown_isSaidOnce() {
        Logger everything = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        everything.addAppender(log);
        AtomicInteger tries = new AtomicInteger();
        ListenerStart start = start(container(
                () -> {
                    tries.incrementAndGet();
                    return UNKNOWN;
                },
                message -> {}));
        start.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> tries.get() > 2);
        start.stop();
        everything.detachAppender(log);

        assertThat(log.list)
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getMessage()).contains("no broker's name is known yet");
                    assertThat(line.getKeyValuePairs()).contains(new KeyValuePair("bootstrapServers", UNKNOWN));
                });
    }

    @Test
    void listenerThatThrowsAnError_readsOnByItself() throws Exception {
        AtomicReference<String> servers = new AtomicReference<>(UNKNOWN);
        LinkedBlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        AtomicBoolean thrown = new AtomicBoolean();
        ConcurrentMessageListenerContainer<byte[], byte[]> container = container(servers::get, message -> {
            if (thrown.compareAndSet(false, true)) {
                throw new LinkageError("once");
            }
            read.add((int) message.value()[0]);
        });
        ListenerStart start = start(container);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            servers.set(kafka.bootstrapServers());
            topics.send(Signal.LOGS, new byte[] {7});
            start.start();
            assertThat(start.allRead()).isTrue();

            await().atMost(Duration.ofSeconds(20)).untilTrue(thrown);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(read).containsExactly(7));
            assertThat(start.allRead()).isTrue();
            start.stop();
            assertThat(start.allRead()).isFalse();
        }
    }

    private static ListenerStart start(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        return new ListenerStart(
                List.of(container), UNKNOWN, new Standing("listener", new SimpleMeterRegistry(), Clock.systemUTC()));
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            AtomicReference<String> servers, LinkedBlockingQueue<Integer> read) {
        return container(servers::get, message -> read.add((int) message.value()[0]));
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            Supplier<String> servers, MessageListener<byte[], byte[]> listener) {
        ContainerProperties properties = new ContainerProperties(Topics.INGEST);
        properties.setGroupId("group");
        properties.setMessageListener(listener);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                Map.of("auto.offset.reset", "earliest"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumers.setBootstrapServersSupplier(servers);
        return new ConcurrentMessageListenerContainer<>(consumers, properties);
    }
}
