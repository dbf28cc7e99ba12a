package com.metricai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class IngestSettingsTest {
    private static final IngestSettings DEFAULTS = new IngestSettings(
            4318,
            "127.0.0.1",
            Path.of("data/metric-ai.db"),
            "127.0.0.1:9092",
            DataSize.ofMegabytes(64),
            DataSize.ofKilobytes(512),
            DataSize.ofMegabytes(128),
            1000,
            DataSize.ofMegabytes(64),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            10_000,
            Duration.ofMillis(4500),
            3,
            (short) 1,
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofHours(156),
            "queue-consumer",
            null,
            DataSize.ofMegabytes(256));

    @Test
    void defaults_areTheSameInCodeAndFile() throws IOException {
        assertThat(bind(Map.of())).isEqualTo(DEFAULTS);
        assertThat(bindFile(Map.of())).isEqualTo(DEFAULTS);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                key("port", "4319", IngestSettings::port, 4319),
                key("address", "0.0.0.0", IngestSettings::address, "0.0.0.0"),
                key("database", "/x/y.db", IngestSettings::database, Path.of("/x/y.db")),
                key("bootstrap-servers", "a:1,b:2", IngestSettings::bootstrapServers, "a:1,b:2"),
                key("max-body", "32MB", IngestSettings::maxBody, DataSize.ofMegabytes(32)),
                key("gzip-above", "1KB", IngestSettings::gzipAbove, DataSize.ofKilobytes(1)),
                key("max-in-flight", "256MB", IngestSettings::maxInFlight, DataSize.ofMegabytes(256)),
                key("rate-limit", "7", IngestSettings::rateLimit, 7),
                key("byte-rate-limit", "1MB", IngestSettings::byteRateLimit, DataSize.ofMegabytes(1)),
                key("token-refresh", "1s", IngestSettings::tokenRefresh, Duration.ofSeconds(1)),
                key("stall-timeout", "3s", IngestSettings::stallTimeout, Duration.ofSeconds(3)),
                key("body-timeout", "20s", IngestSettings::bodyTimeout, Duration.ofSeconds(20)),
                key("head-timeout", "5s", IngestSettings::headTimeout, Duration.ofSeconds(5)),
                key("max-connections", "9", IngestSettings::maxConnections, 9),
                key("answer-timeout", "2s", IngestSettings::answerTimeout, Duration.ofSeconds(2)),
                key("partitions", "12", IngestSettings::partitions, 12),
                key("replication-factor", "3", IngestSettings::replicationFactor, (short) 3),
                key("retention", "8d", IngestSettings::retention, Duration.ofDays(8)),
                key("dead-letter-retention", "9d", IngestSettings::deadLetterRetention, Duration.ofDays(9)),
                key("usage-report", "1s", IngestSettings::usageReport, Duration.ofSeconds(1)),
                key("backlog-check", "1m", IngestSettings::backlogCheck, Duration.ofMinutes(1)),
                key("max-backlog-age", "5d", IngestSettings::maxBacklogAge, Duration.ofDays(5)),
                key("consumer-group", "g", IngestSettings::consumerGroup, "g"),
                key("kafka-data-dir", "/k", IngestSettings::kafkaDataDir, Path.of("/k")),
                key("min-free-disk", "1GB", IngestSettings::minFreeDisk, DataSize.ofGigabytes(1)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void key_isBoundByPropertyAndByEnvironment(
            String key, String value, Function<IngestSettings, @Nullable Object> component, Object expected)
            throws IOException {
        assertThat(component.apply(bind(Map.of("metric-ai.ingest." + key, value))))
                .isEqualTo(expected);
        // Two settings mean the same in every service and have one name for all of them.
        String variable = switch (key) {
            case "database" -> "METRIC_AI_DATABASE";
            case "bootstrap-servers" -> "KAFKA_BOOTSTRAP_SERVERS";
            default -> "INGEST_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
        };
        assertThat(component.apply(bindFile(Map.of(variable, value)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "port, 70000",
        "address, ''",
        "bootstrap-servers, ''",
        "max-body, 0B",
        "max-body, 2GB",
        "max-in-flight, 1MB",
        "rate-limit, 0",
        "byte-rate-limit, 0B",
        "usage-report, 0s",
        "token-refresh, 0s",
        "body-timeout, 0s",
        "head-timeout, 0s",
        "max-connections, 0",
        "answer-timeout, 6s",
        "partitions, 0",
        "replication-factor, 0",
        "backlog-check, 0s",
        "max-backlog-age, 7d"
    })
    void nonsense_isRefusedAndNamed(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("metric-ai.ingest." + key, value)))
                .rootCause()
                .hasMessageContaining(key);
    }

    private static Arguments key(
            String key, String value, Function<IngestSettings, @Nullable Object> component, Object expected) {
        return Arguments.of(key, value, component, expected);
    }

    private static IngestSettings bind(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return Binder.get(environment).bindOrCreate("metric-ai.ingest", IngestSettings.class);
    }

    private static IngestSettings bindFile(Map<String, Object> variables) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("file", new ClassPathResource("ingest-service.yml"))) {
            environment.getPropertySources().addLast(source);
        }
        return Binder.get(environment).bindOrCreate("metric-ai.ingest", IngestSettings.class);
    }
}
