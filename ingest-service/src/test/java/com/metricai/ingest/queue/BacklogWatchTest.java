package com.metricai.ingest.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BacklogWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(UTF_8);
    private static final PartitionBacklog READ = new PartitionBacklog(0, 10, 10, 10);
    private static final PartitionBacklog OLD = new PartitionBacklog(0, 10, 3, 5);

    @TempDir
    Path directory;

    @Test
    void reason_isAgeOrDisk() {
        BacklogWatch watch = new BacklogWatch(
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("x", IngestSettings.class),
                Clock.systemUTC(),
                new Intake());
        long plenty = 1L << 30;
        assertThat(watch.reason(List.of(READ, READ), plenty)).isNull();
        assertThat(watch.reason(List.of(READ), null)).isNull();
        assertThat(watch.reason(List.of(READ, OLD), plenty)).contains("unread");
        assertThat(watch.reason(List.of(READ), 1L << 20)).contains("disk");
    }

    @Test
    void oldUnreadRecord_closesTheIntakeUntilItIsRead() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore()) {
            rig.startIngest("--metric-ai.ingest.backlog-check=200ms", "--metric-ai.ingest.partitions=1");
            await().atMost(PATIENCE).until(() -> rig.statusOf("/actuator/health/readiness") == 200);

            stampByProducer(rig);
            publishAt(rig, Instant.now().minus(Duration.ofHours(157)));
            await().atMost(PATIENCE).until(() -> {
                HttpResponse<byte[]> response = rig.post("/v1/logs", EMPTY_EXPORT);
                return response.statusCode() == 503
                        && new String(response.body(), UTF_8).contains("check that queue-consumer runs");
            });
            assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(503);

            assertThat(gauge(rig, "ingest_intake_closed")).isEqualTo(1);
            assertThat(gauge(rig, "ingest_backlog_records")).isPositive();

            commit(rig, rig.records().size());
            await().atMost(PATIENCE)
                    .until(() -> rig.post("/v1/logs", EMPTY_EXPORT).statusCode() == 200);
        }
    }

    @Test
    void diskBelowTheBound_closesTheIntake() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore()) {
            rig.startIngest(
                    "--metric-ai.ingest.backlog-check=200ms",
                    "--metric-ai.ingest.kafka-data-dir=" + rig.directory(),
                    "--metric-ai.ingest.min-free-disk=9000000GB");
            await().atMost(PATIENCE).until(() -> {
                HttpResponse<byte[]> response = rig.post("/v1/logs", EMPTY_EXPORT);
                return response.statusCode() == 503 && new String(response.body(), UTF_8).contains("disk");
            });
        }
    }

    private static double gauge(IngestRig rig, String name) throws Exception {
        return rig.text("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void publishAt(IngestRig rig, Instant timestamp) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.INGEST, 0, timestamp.toEpochMilli(), null, EMPTY_EXPORT))
                    .get();
        }
    }

    /** So that a record can be as old as one likes. */
    private static void stampByProducer(IngestRig rig) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.INGEST),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("message.timestamp.type", "CreateTime"),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void commit(IngestRig rig, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            "queue-consumer",
                            Map.of(new TopicPartition(Topics.INGEST, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
