package com.metricai.ingest.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.ingest.IngestRig;
import com.metricai.otlp.envelope.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A broker that is not as ingest left it. */
class BrokerWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {Topics.INGEST, Topics.DEAD_LETTER, Topics.USAGE})
    void brokerWhoseClockIsHoursBehind_takesRecordsOfOurClock(String topic) throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore().startIngest()) {
            awaitReady(rig);
            publishStamped(rig, topic, Clock.systemUTC().instant().plus(Duration.ofHours(5)));
        }
    }

    @Test
    void brokerWithAnEmptyVolume_getsItsTopicsAgain() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore().startIngest()) {
            awaitReady(rig);
            assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(200);

            rig.stopKafka();
            FileSystemUtils.deleteRecursively(directory.resolve("kafka"));
            rig.startKafka();
            await().atMost(PATIENCE)
                    .until(() -> rig.post("/v1/logs", EMPTY_EXPORT).statusCode() == 200);
            awaitReady(rig);
            assertThat(rig.records()).isNotEmpty();
        }
    }

    /** What was read is deleted, and leaves the disk with its file: one that stays open for a week would keep it. */
    @Test
    void topicsOfAnEarlierVersion_getFilesThatAreClosedSoon() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore();
                Admin admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.INGEST, 1, (short) 1), new NewTopic(Topics.DEAD_LETTER, 1, (short) 1)))
                    .all()
                    .get();
            rig.startIngest();
            awaitReady(rig);

            assertThat(fileCloses(admin, Topics.INGEST)).isEqualTo(Duration.ofHours(1));
            assertThat(fileCloses(admin, Topics.DEAD_LETTER)).isEqualTo(Duration.ofDays(1));
        }
    }

    private static Duration fileCloses(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return Duration.ofMillis(
                Long.parseLong(config.get(TopicConfig.SEGMENT_MS_CONFIG).value()));
    }

    @Test
    void brokerWhoseNameIsUnknown_isNotSaidWithEachAttempt() {
        try (IngestRig rig = new IngestRig(directory).createStore()) {
            // Spring Boot sets the loggers up anew: only what comes after that is heard.
            rig.startIngest("--metric-ai.ingest.bootstrap-servers=nowhere.invalid:9092");
            ListAppender<ILoggingEvent> ours = listen(BrokerWatch.class.getName());
            // Kafka's client says it with each attempt: that counts them.
            ListAppender<ILoggingEvent> attempts = listen("org.apache.kafka.clients.ClientUtils");
            await().atMost(PATIENCE).until(() -> attempts.list.size() > 4);

            assertThat(ours.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .filteredOn(line -> line.contains("topics"))
                    .hasSizeLessThan(2);
        }
    }

    private static ListAppender<ILoggingEvent> listen(String name) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        return lines;
    }

    @Test
    void disk_isLookedAtMoreOftenThanTheBacklog() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore()) {
            Path disk = directory.resolve("mounted-later");
            rig.startIngest(
                    "--metric-ai.ingest.backlog-check=1h",
                    "--metric-ai.ingest.kafka-data-dir=" + disk,
                    "--metric-ai.ingest.min-free-disk=9000000GB");
            awaitReady(rig);
            await().atMost(PATIENCE)
                    .until(() -> rig.post("/v1/logs", EMPTY_EXPORT).statusCode() == 200);

            Files.createDirectory(disk);
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                HttpResponse<byte[]> response = rig.post("/v1/logs", EMPTY_EXPORT);
                return response.statusCode() == 503 && new String(response.body(), UTF_8).contains("disk");
            });
            Files.delete(disk);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> rig.post("/v1/logs", EMPTY_EXPORT).statusCode() == 200);
        }
    }

    private static void awaitReady(IngestRig rig) {
        await().atMost(PATIENCE).until(() -> rig.statusOf("/actuator/health/readiness") == 200);
    }

    private static void publishStamped(IngestRig rig, String topic, Instant timestamp) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, timestamp.toEpochMilli(), null, EMPTY_EXPORT))
                    .get();
        }
    }
}
