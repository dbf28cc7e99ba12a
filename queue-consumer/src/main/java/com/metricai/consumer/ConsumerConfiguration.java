package com.metricai.consumer;

import com.metricai.consumer.listen.BatchListener;
import com.metricai.consumer.listen.FailureHandling;
import com.metricai.consumer.listen.ReadRecordsPurge;
import com.metricai.consumer.listen.Settings;
import com.metricai.consumer.write.BatchWriter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.otlp.envelope.Topics;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Puts the stages together. */
@Configuration(proxyBeanMethods = false)
class ConsumerConfiguration {
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
    BatchListener batchListener(
            ConsumerProperties properties,
            Sqlite sqlite,
            Clock clock,
            ClickHouse clickHouse,
            ClickHouseInserter inserter,
            MeterRegistry registry) {
        OutboxRelay relay = new OutboxRelay(sqlite.jdbi(), inserter, new ClickHouseSchema(clickHouse));
        return new BatchListener(
                new BatchWriter(sqlite.jdbi(), clock, properties.shortestRetention()), relay, registry);
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
            ConsumerProperties properties, BatchListener listener, KafkaTemplate<byte[], byte[]> deadLetters) {
        ContainerProperties container = new ContainerProperties(Topics.INGEST);
        container.setGroupId(properties.groupId());
        container.setMessageListener(listener);
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMissingTopicsFatal(false);
        ConcurrentMessageListenerContainer<byte[], byte[]> concurrent = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Settings.consumer(properties)), container);
        concurrent.setBeanName("queue-consumer");
        concurrent.setCommonErrorHandler(FailureHandling.handler(deadLetters));
        return concurrent;
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

    /** Readiness: the listener runs. That it makes progress is told by the lag, which ingest watches. */
    @Bean
    HealthIndicator listenerHealthIndicator(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        return () -> container.isRunning() ? Health.up().build() : Health.down().build();
    }
}
