package com.metricai.consumer;

import com.metricai.consumer.listen.BatchListener;
import com.metricai.consumer.listen.DeadLetterListener;
import com.metricai.consumer.listen.DeadLetterReplay;
import com.metricai.consumer.listen.FailureHandling;
import com.metricai.consumer.listen.ListenerStart;
import com.metricai.consumer.listen.ReadRecordsPurge;
import com.metricai.consumer.listen.Settings;
import com.metricai.consumer.listen.UsageListener;
import com.metricai.consumer.write.BatchWriter;
import com.metricai.consumer.write.DeadLetterTable;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.consumer.write.OutboxSweep;
import com.metricai.consumer.write.UsageTable;
import com.metricai.otlp.envelope.Topics;
import com.metricai.service.metric.Standing;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.GenericMessageListener;

/** Puts the stages together. */
@Configuration(proxyBeanMethods = false)
class ConsumerConfiguration {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Sqlite sqlite(ConsumerProperties properties) {
        Sqlite sqlite = Sqlite.writer(properties.database());
        SqliteMigrations.migrate(sqlite.jdbi());
        return sqlite;
    }

    @Bean
    ClickHouse clickHouse(ConsumerProperties properties) {
        return new ClickHouse(properties.clickhouseUrl(), properties.clickhouseUser(), properties.clickhousePassword());
    }

    @Bean
    ClickHouseInserter clickHouseInserter(ClickHouse clickHouse) {
        return new ClickHouseInserter(clickHouse);
    }

    @Bean
    OutboxRelay outboxRelay(Sqlite sqlite, ClickHouse clickHouse, ClickHouseInserter inserter) {
        return new OutboxRelay(sqlite.jdbi(), inserter, new ClickHouseSchema(clickHouse));
    }

    @Bean
    OutboxSweep outboxSweep(OutboxRelay relay, MeterRegistry registry, Clock clock) {
        return new OutboxSweep(relay, new Standing("outbox", registry, clock), SWEEP_EVERY);
    }

    @Bean
    BatchListener batchListener(
            ConsumerProperties properties, Sqlite sqlite, Clock clock, OutboxRelay relay, MeterRegistry registry) {
        return new BatchListener(
                new BatchWriter(sqlite.jdbi(), clock, properties.shortestRetention(), properties.maxValues()),
                relay,
                registry,
                new Standing("batch", registry, clock));
    }

    /** A bean of its own, so that its producer is closed with the application. */
    @Bean
    ProducerFactory<byte[], byte[]> deadLetterProducers(ConsumerProperties properties) {
        return new DefaultKafkaProducerFactory<>(Settings.producer(properties.bootstrapServers()));
    }

    @Bean
    KafkaTemplate<byte[], byte[]> deadLetterTemplate(ProducerFactory<byte[], byte[]> deadLetterProducers) {
        return new KafkaTemplate<>(deadLetterProducers);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> container(
            ConsumerProperties properties,
            BatchListener listener,
            KafkaTemplate<byte[], byte[]> deadLetters,
            MeterRegistry registry) {
        return container(
                Topics.INGEST,
                properties.groupId(),
                listener,
                FailureHandling.handler(deadLetters, registry),
                properties);
    }

    /** In a group of its own: what happens to one topic's reader is none of the other's business. */
    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> usageContainer(
            ConsumerProperties properties, Sqlite sqlite, Clock clock) {
        return container(
                Topics.USAGE,
                properties.groupId() + "-usage",
                new UsageListener(new UsageTable(sqlite.jdbi(), clock)),
                FailureHandling.untilItSucceeds(),
                properties);
    }

    @Bean
    DeadLetterTable deadLetterTable(Sqlite sqlite, Clock clock) {
        return new DeadLetterTable(sqlite.jdbi(), clock);
    }

    /** In a group of its own, too. */
    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> deadLetterContainer(
            ConsumerProperties properties, DeadLetterTable table) {
        return container(
                Topics.DEAD_LETTER,
                properties.groupId() + "-dead-letters",
                new DeadLetterListener(table),
                FailureHandling.untilItSucceeds(),
                properties);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            ConsumerProperties properties,
            DeadLetterTable table,
            KafkaTemplate<byte[], byte[]> deadLetters,
            MeterRegistry registry) {
        return new DeadLetterReplay(
                table,
                Settings.reader(properties.bootstrapServers()),
                deadLetters,
                registry,
                properties.settleDeadLettersEvery(),
                properties.noteGoneDeadLettersEvery());
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            String topic,
            String groupId,
            GenericMessageListener<?> listener,
            CommonErrorHandler failures,
            ConsumerProperties properties) {
        ContainerProperties container = new ContainerProperties(topic);
        container.setGroupId(groupId);
        container.setMessageListener(listener);
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMissingTopicsFatal(false);
        ConcurrentMessageListenerContainer<byte[], byte[]> concurrent = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Settings.consumer(properties)), container);
        concurrent.setBeanName(groupId);
        // By ListenerStart.
        concurrent.setAutoStartup(false);
        concurrent.setCommonErrorHandler(failures);
        return concurrent;
    }

    @Bean
    ListenerStart listenerStart(
            ConsumerProperties properties,
            List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers,
            MeterRegistry registry,
            Clock clock) {
        return new ListenerStart(containers, properties.bootstrapServers(), new Standing("listener", registry, clock));
    }

    @Bean
    ReadRecordsPurge readRecordsPurge(ConsumerProperties properties, Clock clock) {
        return new ReadRecordsPurge(
                properties.bootstrapServers(),
                properties.groupId(),
                properties.keepReadRecords(),
                properties.purgeEvery(),
                clock);
    }

    /** Part of readiness: somebody reads. That exports make progress is told by the lag and by {@link Standing}. */
    @Bean
    HealthIndicator listenerHealthIndicator(ListenerStart start) {
        return () -> start.allRead() ? Health.up().build() : Health.down().build();
    }
}
