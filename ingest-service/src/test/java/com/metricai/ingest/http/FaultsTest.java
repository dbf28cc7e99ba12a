package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.assertStatus;
import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see while something is wrong, and that they lose nothing by it. */
class FaultsTest {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private IngestRig rig;

    @BeforeEach
    void create() {
        rig = new IngestRig(directory);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void brokerAway_is503WithinFiveSecondsAndBackIs200() throws Exception {
        rig.startKafka().createStore().startIngest();
        awaitReady(rig);
        assertThat(rig.post("/v1/traces", EMPTY_EXPORT).statusCode()).isEqualTo(200);

        rig.stopKafka();
        Instant start = Instant.now();
        assertStatus(rig.post("/v1/traces", EMPTY_EXPORT), 503, 14);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST_ANSWER);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> postToAClosedQueue().contains("the queue cannot be reached"));
        assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(503);
        assertThat(rig.statusOf("/actuator/health/liveness")).isEqualTo(200);
        String failedBefore = failedPublishes();
        for (int i = 0; i < 10; i++) {
            assertThat(postToAClosedQueue()).contains("the queue cannot be reached");
        }
        assertThat(failedPublishes()).as("known to be away: not even tried").isEqualTo(failedBefore);

        rig.startKafka();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rig.post("/v1/traces", EMPTY_EXPORT).statusCode() == 200);
        assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(200);
        assertThat(rig.records()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void brokerAwayAtTheStart_is503ThenTopicsAreMade() throws Exception {
        rig.startKafka().createStore();
        rig.stopKafka();
        rig.startIngest();
        await().until(() -> rig.statusOf("/actuator/health/liveness") == 200);
        assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(503);
        await().until(() -> rig.get("/actuator/health").contains("tokens"));
        Instant start = Instant.now();
        assertStatus(rig.post("/v1/traces", EMPTY_EXPORT), 503, 14);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST_ANSWER);

        rig.startKafka();
        awaitReady(rig);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> rig.post("/v1/traces", EMPTY_EXPORT).statusCode() == 200);
    }

    @Test
    void storeAwayBeforeTheFirstRead_is503AndNever401() throws Exception {
        rig.startKafka().startIngest();
        for (String token : new String[] {"Bearer x", "Bearer mai_y"}) {
            assertStatus(rig.post("/v1/traces", EMPTY_EXPORT, "Authorization", token), 503, 14);
        }
        assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(503);

        rig.createStore();
        await().atMost(LONGEST_ANSWER)
                .until(() -> rig.post("/v1/traces", EMPTY_EXPORT).statusCode() == 200);
    }

    @Test
    void bytesInFlight_areBoundedWith503() throws Exception {
        rig.startKafka()
                .createStore()
                .startIngest("--metric-ai.ingest.max-body=1MB", "--metric-ai.ingest.max-in-flight=1MB");
        awaitReady(rig);
        // Holds most of the bound: a body that never ends.
        try (Socket slow = openExport(900_000)) {
            slow.getOutputStream().write(new byte[800_000]);
            await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 800000.0"));
            assertStatus(rig.post("/v1/logs", new byte[400_000]), 503, 14);
        }
        await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 0.0"));
        assertThat(rig.post("/v1/logs", new byte[400_000]).statusCode()).isEqualTo(200);
    }

    @Test
    void bodyThatStalls_is503() throws Exception {
        rig.startKafka().createStore().startIngest();
        awaitReady(rig);
        try (Socket socket = openExport(1000)) {
            socket.getOutputStream().write(new byte[10]);
            Instant start = Instant.now();
            assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST_ANSWER);
        }
    }

    @Test
    void shutdown_finishesWhatIsUnderWay() throws Exception {
        rig.startKafka().createStore().startIngest();
        awaitReady(rig);
        try (Socket socket = openExport(1000);
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[500]);
            out.flush();
            await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 500.0"));
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(rig::stopIngest, background);
            await().until(() -> !isListening());
            out.write(new byte[500]);
            assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            stopped.join();
        }
        assertThat(rig.records())
                .extracting(ConsumerRecord::serializedValueSize)
                .containsExactly(1000);
    }

    @Test
    void connectionThatBreaksOff_leavesNothingBehind() throws Exception {
        rig.startKafka().createStore().startIngest();
        awaitReady(rig);
        try (Socket dying = openExport(1000)) {
            dying.getOutputStream().write(new byte[500]);
            await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 500.0"));
        }
        await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 0.0"));
        assertThat(rig.records()).isEmpty();
    }

    private String postToAClosedQueue() throws Exception {
        HttpResponse<byte[]> response = rig.post("/v1/traces", EMPTY_EXPORT);
        assertStatus(response, 503, 14);
        return new String(response.body(), UTF_8);
    }

    private String failedPublishes() throws Exception {
        return rig.get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("ingest_publish_failed_total"))
                .findFirst()
                .orElseThrow();
    }

    private boolean isListening() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Socket openExport(int contentLength) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("POST /v1/logs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                + rig.token() + "\r\nContent-Length: " + contentLength + "\r\n\r\n")
                        .getBytes(UTF_8));
        return socket;
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
