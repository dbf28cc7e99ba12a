package com.metricai.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PublisherTest {
    @Test
    void brokerWhoseNameIsUnknown_failsTheExportAndNotTheStart() {
        IngestSettings settings = new Binder(
                        new MapConfigurationPropertySource(Map.of("x.bootstrap-servers", "nowhere.invalid:9092")))
                .bind("x", IngestSettings.class)
                .get();
        Envelope envelope = new Envelope(
                "acme", "token", Signal.LOGS, Encoding.JSON, false, Instant.EPOCH, "trace", "request", "test", "", "");

        try (Publisher publisher = new Publisher(settings, new SimpleMeterRegistry())) {
            assertThat(publisher.publish(envelope, new byte[1]))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(KafkaException.class);
        }
    }
}
