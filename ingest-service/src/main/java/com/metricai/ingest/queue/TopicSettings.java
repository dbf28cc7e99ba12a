package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topics as ingest makes them. The broker stamps the records: it refuses those of a clock that is an hour ahead of its
 * own, it deletes by its own clock, and nothing needs ours, since when a body was received is in the envelope.
 */
final class TopicSettings {
    private static final Duration USAGE_RETENTION = Duration.ofDays(7);
    /**
     * After how long a broker begins a new file. It deletes whole files and never the one that it is writing to: without
     * this, raw exports that nobody can read any more would lie in it for another week.
     */
    private static final Duration INGEST_FILE = Duration.ofHours(1);

    private static final Duration DEAD_LETTER_FILE = Duration.ofDays(1);
    private static final String BROKERS_TIME = TimestampType.LOG_APPEND_TIME.toString();

    private TopicSettings() {}

    static NewTopic ingest(IngestSettings settings) {
        return topic(Topics.INGEST, settings.retention(), INGEST_FILE, settings);
    }

    static NewTopic deadLetter(IngestSettings settings) {
        return topic(Topics.DEAD_LETTER, settings.deadLetterRetention(), DEAD_LETTER_FILE, settings);
    }

    /** One partition: the reports of a process must be read in the order in which it made them. */
    static NewTopic usage(IngestSettings settings) {
        return new NewTopic(Topics.USAGE, 1, settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(USAGE_RETENTION.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BROKERS_TIME,
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSync(settings))));
    }

    private static NewTopic topic(String name, Duration retention, Duration file, IngestSettings settings) {
        long maxRecord = settings.maxBody().toBytes() + ProducerSettings.HEADROOM_BYTES;
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(file.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        BROKERS_TIME,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Long.toString(maxRecord),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(minInSync(settings)),
                        // As the producer sent it: the broker need not unpack anything.
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "producer"));
    }

    /** With acks=all: of three replicas two must have a record before it is acknowledged. */
    private static int minInSync(IngestSettings settings) {
        return Math.max(1, settings.replicationFactor() - 1);
    }
}
