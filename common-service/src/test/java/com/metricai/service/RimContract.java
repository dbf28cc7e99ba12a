package com.metricai.service;

import static com.metricai.service.LogLines.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What a service's rim does, whatever web stack it has. The application answers "pong" at /ping and fails at /fail. */
@ExtendWith(OutputCaptureExtension.class)
public abstract class RimContract {
    protected static final String ID = "018f2b6e-1111-7abc-8def-0123456789ab";

    /** Where the application listens. */
    protected abstract int port();

    @Test
    void ids_areTakenEchoedAndLogged(CapturedOutput output) throws Exception {
        HttpResponse<String> response = get("/ping?token=secret", "x-trace-id", ID);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("pong");
        assertThat(response.headers().firstValue("x-trace-id")).contains(ID);
        String requestId = response.headers().firstValue("x-request-id").orElseThrow();
        JsonNode request = LogLines.withMessage(output.getOut(), "→ request").getFirst();
        JsonNode answer = LogLines.withMessage(output.getOut(), "← response").getFirst();
        assertThat(text(request, "path")).isEqualTo("/ping");
        assertThat(text(request, "method")).isEqualTo("GET");
        assertThat(text(answer, "status")).isEqualTo("200");
        assertThat(answer.get("durationMs")).isNotNull();
        for (JsonNode line : new JsonNode[] {request, answer}) {
            assertThat(text(line, "service")).isEqualTo("rim-test");
            assertThat(text(line, "traceId")).isEqualTo(ID);
            assertThat(text(line, "requestId")).isEqualTo(requestId);
        }
        assertThat(output.getAll()).doesNotContain("secret");
    }

    @Test
    void failure_isLoggedWithItsStatus(CapturedOutput output) throws Exception {
        assertThat(get("/fail", "x-request-id", ID).statusCode()).isEqualTo(500);
        JsonNode answer = LogLines.withMessage(output.getOut(), "← response").getFirst();
        assertThat(text(answer, "status")).isEqualTo("500");
        assertThat(text(answer, "requestId")).isEqualTo(ID);
    }

    @Test
    void health_answersAndIsNotLogged(CapturedOutput output) throws Exception {
        assertThat(get("/actuator/health/liveness", "x-a", "b").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness", "x-a", "b").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", "x-a", "b").body()).contains("jvm_");
        assertThat(LogLines.withMessage(output.getOut(), "→ request")).isEmpty();
    }

    protected HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .header(header, value)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
