package com.metricai.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.metricai.ingest.IngestRig;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.store.access.IngestToken;
import com.metricai.store.access.TokenTerms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN section 3, sentence by sentence, against a running ingest. */
class ExportContractTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int MIB = 1024 * 1024;

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig(directory).startKafka().createStore().startIngest();
        awaitReady(rig);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    static void awaitReady(IngestRig rig) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> rig.statusOf("/actuator/health/readiness") == 200);
    }

    // What is taken

    @ParameterizedTest
    @ValueSource(strings = {"traces", "metrics", "logs"})
    void json_isPublishedAsReceivedWithItsEnvelope(String signal) throws Exception {
        String traceId = UUID.randomUUID().toString();
        byte[] body = ("{\"resource\":\"" + signal + " ü 🦄\"}").getBytes(UTF_8);
        Instant before = Instant.now();

        HttpResponse<byte[]> response = rig.post("/v1/" + signal, body, "x-trace-id", traceId);

        assertAccepted(response);
        assertThat(response.headers().firstValue("x-trace-id")).contains(traceId);
        ConsumerRecord<byte[], byte[]> published = published(traceId);
        assertThat(published.key()).isNull();
        assertThat(published.value()).isEqualTo(body);
        Envelope envelope = envelope(published);
        assertThat(envelope)
                .isEqualTo(new Envelope(
                        IngestRig.ORG,
                        rig.tokenId("first"),
                        Signal.ofWireName(signal),
                        Encoding.JSON,
                        false,
                        envelope.receivedAt(),
                        traceId,
                        response.headers().firstValue("x-request-id").orElseThrow(),
                        "OTel-OTLP-Exporter-JavaScript/0.208.0",
                        "",
                        ""));
        assertThat(envelope.receivedAt())
                .isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
    }

    @Test
    void protobuf_isAnsweredInProtobuf() throws Exception {
        String traceId = UUID.randomUUID().toString();
        byte[] body = {10, 0};
        HttpResponse<byte[]> response = rig.post("/v1/logs", body, "Content-Type", PROTOBUF, "x-trace-id", traceId);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains(PROTOBUF);
        assertThat(response.body()).isEmpty();
        assertThat(published(traceId).value()).isEqualTo(body);
        assertThat(envelope(published(traceId)).encoding()).isEqualTo(Encoding.PROTOBUF);
    }

    @Test
    void protobuf_mayBeEmpty() throws Exception {
        assertThat(rig.post("/v1/logs", new byte[0], "Content-Type", PROTOBUF).statusCode())
                .isEqualTo(200);
    }

    @Test
    void gzip_isPublishedStillCompressed() throws Exception {
        String traceId = UUID.randomUUID().toString();
        byte[] body = gzip("{\"resourceSpans\":[]}".getBytes(UTF_8));
        assertAccepted(rig.post("/v1/traces", body, "Content-Encoding", "GZIP", "x-trace-id", traceId));

        assertThat(published(traceId).value()).isEqualTo(body);
        assertThat(envelope(published(traceId)).gzip()).isTrue();
    }

    @Test
    void chunkedBody_isTakenWithoutAndWithGzip() throws Exception {
        for (boolean gzip : new boolean[] {false, true}) {
            String traceId = UUID.randomUUID().toString();
            byte[] plain = noise(200_000);
            byte[] body = gzip ? gzip(plain) : plain;
            HttpRequest.Builder request = rig.request(
                            "/v1/traces", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .header("Content-Encoding", gzip ? "gzip" : "identity")
                    .header("x-trace-id", traceId);
            assertAccepted(rig.send(request));
            assertThat(published(traceId).value()).isEqualTo(body);
        }
    }

    @Test
    void plainBody_above512KiBIsGzipped() throws Exception {
        for (int size : new int[] {512 * 1024, 512 * 1024 + 1}) {
            String traceId = UUID.randomUUID().toString();
            byte[] body = noise(size);
            assertAccepted(rig.post("/v1/traces", body, "x-trace-id", traceId));

            boolean gzipped = size > 512 * 1024;
            assertThat(envelope(published(traceId)).gzip()).isEqualTo(gzipped);
            byte[] value = published(traceId).value();
            assertThat(gzipped ? gunzip(value) : value).isEqualTo(body);
        }
    }

    @Test
    void body_upTo64MiBArrives() throws Exception {
        byte[] body = noise(64 * MIB);
        String traceId;
        HttpResponse<byte[]> answer;
        int tries = 0;
        // A machine that is busy with other work may not take it in time; a client sends it again then. What was not
        // acknowledged in time may arrive all the same: each try has a name of its own.
        do {
            traceId = UUID.randomUUID().toString();
            answer = rig.post("/v1/traces", body, "x-trace-id", traceId);
        } while (answer.statusCode() == 503 && ++tries < 5);
        assertAccepted(answer);
        // Where compression would have taken too long it goes on as it came.
        ConsumerRecord<byte[], byte[]> published = published(traceId);
        byte[] value = published.value();
        assertThat(envelope(published).gzip() ? gunzip(value) : value).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/Json", "application/json;charset=UTF-8"})
    void contentType_ignoresParametersAndCase(String contentType) throws Exception {
        assertAccepted(rig.post("/v1/traces", "{}".getBytes(UTF_8), "Content-Type", contentType));
    }

    @Test
    void connections_workSideBySide() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = IntStream.range(0, 400)
                    .mapToObj(i -> clients.submit(
                            () -> rig.post("/v1/logs", noise(i * 100 + 1)).statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    // What is not

    @Test
    void token_missingUnknownOrMalformedIs401() throws Exception {
        HttpRequest.Builder missing = HttpRequest.newBuilder(rig.uri("/v1/traces"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        assertStatus(rig.send(missing), 401, 16);
        for (String value : List.of(
                "Bearer nope",
                "Bearer",
                "Bearer ",
                "Basic eDp5",
                rig.token(),
                "Bearer%20" + rig.token(),
                "Bearer " + rig.token() + " x",
                "Bearer " + rig.token().toUpperCase(Locale.ROOT))) {
            HttpResponse<byte[]> response = rig.post("/v1/traces", "{}".getBytes(UTF_8), "Authorization", value);
            assertStatus(response, 401, 16);
            assertThat(response.headers().firstValue("www-authenticate")).isPresent();
        }
    }

    @Test
    void token_sentTwiceIs401() throws Exception {
        HttpRequest.Builder twice = rig.request("/v1/traces", BodyPublishers.ofString("{}"))
                .header("Authorization", "Bearer " + rig.token());
        assertStatus(rig.send(twice), 401, 16);
    }

    @Test
    void token_schemeAndSpacesAreTakenLeniently() throws Exception {
        for (String scheme : List.of("bearer ", "BEARER  ")) {
            assertAccepted(rig.post("/v1/traces", "{}".getBytes(UTF_8), "Authorization", scheme + rig.token()));
        }
    }

    @Test
    void token_isCheckedBeforeTypeAndBody() throws Exception {
        assertThat(rig.post("/v1/traces", new byte[0], "Authorization", "Bearer x", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "not gzip at all",
        "''",
    })
    void gzip_thatIsNoneIs400(String body) throws Exception {
        assertStatus(rig.post("/v1/logs", body.getBytes(UTF_8), "Content-Encoding", "gzip"), 400, 3);
    }

    @Test
    void gzip_cutOffOrWithGarbageIs400() throws Exception {
        byte[] whole = gzip("{}".getBytes(UTF_8));
        assertStatus(rig.post("/v1/logs", Arrays.copyOf(whole, whole.length - 1), "Content-Encoding", "gzip"), 400, 3);
        assertStatus(rig.post("/v1/logs", Arrays.copyOf(whole, whole.length + 1), "Content-Encoding", "gzip"), 400, 3);
    }

    @Test
    void json_emptyIs400AlsoInsideGzip() throws Exception {
        assertStatus(rig.post("/v1/logs", new byte[0]), 400, 3);
        assertStatus(rig.post("/v1/logs", gzip(new byte[0]), "Content-Encoding", "gzip"), 400, 3);
    }

    @Test
    void error_isInTheContentTypeOfItsRequest() throws Exception {
        HttpResponse<byte[]> response =
                rig.post("/v1/logs", new byte[] {1}, "Content-Type", PROTOBUF, "Content-Encoding", "gzip");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains(PROTOBUF);
        CodedInputStream status = CodedInputStream.newInstance(response.body());
        assertThat(status.readTag()).isEqualTo(1 << 3);
        assertThat(status.readInt32()).isEqualTo(3);
        assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
        assertThat(status.readString()).contains("gzip");
    }

    @Test
    void otherContentTypes_are415() throws Exception {
        assertStatus(rig.post("/v1/logs", "hello".getBytes(UTF_8), "Content-Type", "text/plain"), 415, 3);
        HttpRequest.Builder none = HttpRequest.newBuilder(rig.uri("/v1/logs"))
                .header("Authorization", "Bearer " + rig.token())
                .POST(BodyPublishers.ofString("{}"));
        assertStatus(rig.send(none), 415, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip"})
    void otherContentEncodings_are415(String encoding) throws Exception {
        assertStatus(rig.post("/v1/logs", "{}".getBytes(UTF_8), "Content-Encoding", encoding), 415, 3);
    }

    @Test
    void body_aboveTheLimitIs413WhetherAnnouncedOrStreamed() throws Exception {
        byte[] body = new byte[70 * MIB];
        assertStatus(rig.post("/v1/traces", body), 413, 3);
        HttpRequest.Builder chunked =
                rig.request("/v1/traces", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertStatus(rig.send(chunked), 413, 3);
        assertAccepted(rig.post("/v1/traces", "{}".getBytes(UTF_8)));
    }

    @Test
    void zipBomb_is413AndCostsLittleMemory() throws Exception {
        byte[] bomb = gzip(new byte[256 * MIB]);
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        for (int i = 0; i < 20; i++) {
            assertStatus(rig.post("/v1/traces", bomb, "Content-Encoding", "gzip"), 413, 3);
        }
        System.gc();
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(after - before).isLessThan(32L * MIB);
    }

    @Test
    void elsewhere_is404EvenWithoutToken() throws Exception {
        for (String path : List.of("/v1/profiles", "/", "/v1/traces/x", "/v2/traces", "/actuator/env")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(rig.uri(path)).POST(BodyPublishers.ofString("{}"));
            assertStatus(rig.send(request), 404, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethods_are405(String method) throws Exception {
        HttpResponse<byte[]> response =
                rig.send(HttpRequest.newBuilder(rig.uri("/v1/traces")).method(method, BodyPublishers.noBody()));
        assertStatus(response, 405, 12);
        assertThat(response.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void grpc_isToldWhatToSet() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        rig.uri("/opentelemetry.proto.collector.trace.v1.TraceService/Export"))
                .header("Content-Type", "application/grpc")
                .POST(BodyPublishers.ofByteArray(new byte[] {0, 0, 0, 0, 0}));
        HttpResponse<byte[]> response = rig.send(request);
        assertStatus(response, 415, 12);
        assertThat(new String(response.body(), UTF_8)).contains("OTEL_EXPORTER_OTLP_PROTOCOL=http/json");
    }

    @Test
    void metrics_countWhatCameAndWhatBecameOfIt() throws Exception {
        assertAccepted(rig.post("/v1/metrics", "{}".getBytes(UTF_8)));
        rig.post("/v1/metrics", new byte[0]);
        String metrics = rig.get("/actuator/prometheus");
        assertThat(metrics)
                .contains("ingest_requests_total")
                .contains("ingest_accepted_total{signal=\"metrics\"}")
                .contains("ingest_rejected_total{reason=\"bad_request\"}")
                .contains("ingest_received_bytes_total")
                .contains("ingest_published_total")
                .contains("ingest_acknowledged_total")
                .contains("ingest_in_flight_bytes 0.0")
                .doesNotContain(rig.token(), rig.tokenId("first"));
    }

    @Test
    void defaultTags_ofTheTokenTravelWithTheExport() throws Exception {
        String traceId = UUID.randomUUID().toString();
        IngestToken tagged = rig.tokens()
                .create(
                        IngestRig.ORG,
                        new TokenTerms("tagged", null, "infra", "acme/api", null, null),
                        IngestRig.TESTER)
                .secret();
        Awaitility.await()
                .until(() -> rig.post(
                                        "/v1/logs",
                                        "{}".getBytes(UTF_8),
                                        "Authorization",
                                        "Bearer " + tagged.text(),
                                        "x-trace-id",
                                        traceId)
                                .statusCode()
                        == 200);
        assertThat(envelope(published(traceId)))
                .extracting(Envelope::team, Envelope::repo)
                .containsExactly("infra", "acme/api");
    }

    private static void assertAccepted(HttpResponse<byte[]> response) {
        assertThat(new String(response.body(), UTF_8)).isEqualTo("{}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    static void assertStatus(HttpResponse<byte[]> response, int status, int code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(new String(response.body(), UTF_8)).startsWith("{\"code\":" + code + ",\"message\":\"");
        boolean retry = status == 429 || status == 503;
        assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(retry);
        if (retry) {
            assertThat(response.headers().firstValue("retry-after")).get().isIn("1", "2", "3");
        }
    }

    private static ConsumerRecord<byte[], byte[]> published(String traceId) {
        List<ConsumerRecord<byte[], byte[]>> matching = rig.records().stream()
                .filter(record -> envelope(record).traceId().equals(traceId))
                .toList();
        assertThat(matching).hasSize(1);
        return matching.getFirst();
    }

    private static Envelope envelope(ConsumerRecord<byte[], byte[]> published) {
        Map<String, byte[]> headers = new HashMap<>();
        published.headers().forEach(header -> headers.put(header.key(), header.value()));
        return Envelope.ofHeaders(headers);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] gunzip(byte[] body) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
