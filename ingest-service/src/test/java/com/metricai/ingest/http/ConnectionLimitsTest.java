package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection may cost, over real sockets. */
class ConnectionLimitsTest {
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(US_ASCII);
    private static final String LIMIT = "--metric-ai.ingest.head-timeout=1s";

    @TempDir
    private static Path directory;

    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig(directory).startKafka().createStore();
    }

    @AfterEach
    void stopIngest() {
        rig.stopIngest();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void headThatDoesNotEnd_isClosedInTime() throws Exception {
        startIngest(LIMIT);
        try (Socket socket = connect()) {
            Instant began = Instant.now();
            assertThat(dripUntilClosed(socket, "POST /v1/logs HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(10_000)))
                    .isEmpty();
            assertThat(Duration.between(began, Instant.now())).isBetween(Duration.ofMillis(800), Duration.ofSeconds(5));
        }
    }

    @Test
    void connectionWithoutARequest_isClosedInTime() throws Exception {
        startIngest(LIMIT);
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void secondHeadThatDoesNotEnd_isClosedToo_butSilenceBetweenRequestsIsNot() throws Exception {
        startIngest(LIMIT);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(export(EMPTY_EXPORT.length));
            socket.getOutputStream().write(EMPTY_EXPORT);
            assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            Instant answered = Instant.now();
            await().until(() -> Duration.between(answered, Instant.now()).toMillis() > 1500);
            socket.getOutputStream().write(export(EMPTY_EXPORT.length));
            socket.getOutputStream().write(EMPTY_EXPORT);
            assertThat(skipTo(socket.getInputStream(), "HTTP/1.1 ")).startsWith("HTTP/1.1 200 OK");
            Instant began = Instant.now();
            dripUntilClosed(socket, "POST /v1/logs HTTP/1.1\r\n" + "X: y\r\n".repeat(10_000));
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void bodyThatDrips_is503InTime() throws Exception {
        startIngest("--metric-ai.ingest.body-timeout=1s");
        try (Socket socket = connect()) {
            socket.getOutputStream().write(export(1000));
            assertThat(dripUntilClosed(socket, " ".repeat(1000))).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void headersBeyondTheirSize_areRefused() throws Exception {
        startIngest();
        assertThat(rig.post("/v1/logs", EMPTY_EXPORT, "X-Large", "x".repeat(15_000))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.post("/v1/logs", EMPTY_EXPORT, "X-Large", "x".repeat(17_000))
                        .statusCode())
                .isEqualTo(431);
        assertThat(rig.statusOf("/v1/logs?" + "x".repeat(5_000))).isEqualTo(414);
        assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(200);
    }

    @Test
    void connectionBeyondTheLimit_is503WithRetryAfter_andWelcomeAgainLater() throws Exception {
        startIngest("--metric-ai.ingest.max-connections=20");
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                open.add(connect());
            }
            // A connection is there for the client before the server has counted it: one more may find room at first.
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        try (Socket socket = connect()) {
                            socket.getOutputStream().write(export(EMPTY_EXPORT.length));
                            socket.getOutputStream().write(EMPTY_EXPORT);
                            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                            assertThat(answer)
                                    .startsWith("HTTP/1.1 503")
                                    .contains("Retry-After: 2")
                                    .endsWith("raise INGEST_MAX_CONNECTIONS\"}");
                        }
                    });
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().until(() -> rig.post("/v1/logs", EMPTY_EXPORT).statusCode() == 200);
        assertThat(rig.get("/actuator/prometheus")).contains("ingest_rejected_total{", "reason=\"connections\"");
    }

    private static void startIngest(String... properties) throws Exception {
        rig.startIngest(properties);
        awaitReady(rig);
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] export(int contentLength) {
        return ("POST /v1/logs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + rig.token() + "\r\nContent-Length: " + contentLength + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    /** Sends a byte every 100 ms until there is an answer or the end; returns what was answered. */
    private static String dripUntilClosed(Socket socket, String text) throws IOException {
        socket.setSoTimeout(100);
        for (byte each : text.getBytes(US_ASCII)) {
            try {
                socket.getOutputStream().write(each);
                int first = socket.getInputStream().read();
                return first < 0 ? "" : (char) first + firstLine(socket.getInputStream());
            } catch (java.net.SocketTimeoutException nothingYet) {
                // The next byte.
            } catch (java.net.SocketException reset) {
                return "";
            }
        }
        return "still open";
    }

    private static String skipTo(InputStream in, String start) throws IOException {
        for (int i = 0; i < 100; i++) {
            String line = firstLine(in).strip();
            int at = line.indexOf(start);
            if (at >= 0) {
                return line.substring(at);
            }
        }
        return "";
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
