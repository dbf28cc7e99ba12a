package com.metricai.ingest;

import static java.util.Objects.requireNonNull;

import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.envelope.Topics;
import com.metricai.otlp.envelope.UsageReport;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Actor;
import com.metricai.store.access.Tokens;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Ingest with a real broker, a real database and a real HTTP client. */
public final class IngestRig implements AutoCloseable {
    public static final String ORG = "acme";
    public static final Actor TESTER = Actor.local("test");

    private final Path directory;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private @Nullable EmbeddedKafka kafka;
    private @Nullable Sqlite sqlite;
    private int kafkaPort;
    private int port;
    private String token = "";

    public IngestRig(Path directory) {
        this.directory = directory;
    }

    public IngestRig startKafka() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, Map.of());
        kafkaPort = kafka.port();
        return this;
    }

    /** Starts the broker so that clients find it behind the door alone, which opens on it. */
    public IngestRig startKafka(BrokerDoor door) {
        kafka = EmbeddedKafka.start(
                directory.resolve("kafka"), 0, Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + door.port()));
        door.open(kafka.port());
        kafkaPort = door.port();
        return this;
    }

    public void stopKafka() {
        requireNonNull(kafka).close();
    }

    /** Makes the database with one org and one token. */
    public IngestRig createStore() {
        sqlite = Sqlite.writer(database());
        SqliteMigrations.migrate(sqlite.jdbi());
        access().ensureOrg(ORG, "Acme");
        token = createToken("first");
        return this;
    }

    public String createToken(String label) {
        return access().createToken(ORG, label, "test").text();
    }

    public AccessStore access() {
        return new AccessStore(requireNonNull(sqlite).jdbi(), Clock.systemUTC());
    }

    public Tokens tokens() {
        return new Tokens(sqlite().jdbi(), Clock.systemUTC());
    }

    /** The database, to look into and to change. */
    public Sqlite sqlite() {
        return requireNonNull(sqlite);
    }

    public String tokenId(String label) {
        return requireNonNull(sqlite)
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM tokens WHERE label = ?")
                        .bind(0, label)
                        .mapTo(String.class)
                        .one());
    }

    public IngestRig startIngest(String... properties) {
        return startIngest(IngestApplication.class, properties);
    }

    /** Starts ingest with one more configuration class. */
    public IngestRig startIngest(Class<?> more, String... properties) {
        String[] args = Stream.concat(
                        Stream.of(
                                "--metric-ai.ingest.port=0",
                                "--metric-ai.ingest.database=" + database(),
                                "--metric-ai.ingest.bootstrap-servers=" + bootstrapServers()),
                        Stream.of(properties))
                .toArray(String[]::new);
        SpringApplication application = IngestApplication.application();
        application.addPrimarySources(List.of(more));
        ConfigurableApplicationContext context = application.run(args);
        started.add(context);
        port = requireNonNull(context.getEnvironment().getProperty("local.server.port", Integer.class));
        return this;
    }

    /** Stops the ingest that was started last, gracefully. */
    public void stopIngest() {
        started.removeLast().close();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    public Path database() {
        return directory.resolve("store.db");
    }

    public Path directory() {
        return directory;
    }

    public String token() {
        return token;
    }

    public int port() {
        return port;
    }

    /** A request of the kind that clients send; headers come in pairs and replace the usual ones. */
    public HttpRequest.Builder request(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("User-Agent", "OTel-OTLP-Exporter-JavaScript/0.208.0")
                .POST(body);
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    public String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    public int statusOf(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    public String text(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** All records of the ingest topic. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records(Topics.INGEST);
    }

    /** What ingest reported of its tokens, in the order in which it did. */
    public List<UsageReport> usage() {
        return records(Topics.USAGE).stream()
                .map(record -> UsageReport.ofJson(record.value()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers(),
                        "fetch.max.bytes", Integer.MAX_VALUE,
                        "max.partition.fetch.bytes", EmbeddedKafka.MAX_RECORD_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(end.get(partition)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        started.forEach(ConfigurableApplicationContext::close);
        http.close();
        if (sqlite != null) {
            sqlite.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
