package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The two topics as ingest makes them. */
final class TopicSettings {
    private TopicSettings() {}

    static NewTopic ingest(IngestSettings settings) {
        return topic(Topics.INGEST, settings.retention(), settings);
    }

    static NewTopic deadLetter(IngestSettings settings) {
        return topic(Topics.DEAD_LETTER, settings.deadLetterRetention(), settings);
    }

    private static NewTopic topic(String name, Duration retention, IngestSettings settings) {
        long maxRecord = settings.maxBody().toBytes() + ProducerSettings.HEADROOM_BYTES;
        // With acks=all: of three replicas two must have a record before it is acknowledged.
        int minInSync = Math.max(1, settings.replicationFactor() - 1);
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(maxRecord),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSync),
                        // As the producer sent it: the broker need not unpack anything.
                        TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"));
    }
}
