package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.ingest.IngestRig;
import io.netty.buffer.Unpooled;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;

/** Clients that speak HTTP/2 to a port meant for HTTP/1.1. */
@ExtendWith(OutputCaptureExtension.class)
class Http2Test {
    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig(directory).startKafka().createStore();
    }

    /** A new one each time, because the hint is logged once a minute. */
    @BeforeEach
    void startIngest() {
        rig.startIngest();
        awaitReady(rig);
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
    void grpcOverHttp2_isAnsweredAndLoggedOnce(CapturedOutput output) {
        for (int i = 0; i < 3; i++) {
            Map.Entry<Integer, String> answer = http2(
                    "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "application/grpc", new byte[5]);
            assertThat(answer.getKey()).isEqualTo(415);
            assertThat(answer.getValue()).contains("OTEL_EXPORTER_OTLP_PROTOCOL=http/json");
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("must set OTEL_EXPORTER_OTLP_PROTOCOL")))
                .hasSize(1);
    }

    @Test
    void otlpOverHttp2_isTaken() {
        Map.Entry<Integer, String> answer = http2("/v1/traces", "application/json", "{}".getBytes(UTF_8));
        assertThat(answer).isEqualTo(Map.entry(200, "{}"));
    }

    /** Java's own client offers an upgrade with its first request, and sends the body with it. */
    @Test
    void upgradeOffer_isIgnoredAndLargeBodiesPass() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> response = client.send(
                    rig.request("/v1/traces", BodyPublishers.ofByteArray(new byte[300_000]))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    private static Map.Entry<Integer, String> http2(String path, String contentType, byte[] body) {
        return requireNonNull(reactor.netty.http.client.HttpClient.newConnection()
                .protocol(HttpProtocol.H2C)
                .headers(headers ->
                        headers.set("content-type", contentType).set("authorization", "Bearer " + rig.token()))
                .post()
                .uri(rig.uri(path))
                .send(Mono.just(Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> Map.entry(response.status().code(), text)))
                .block());
    }
}
