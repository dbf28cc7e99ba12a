package com.metricai.otlp.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private static final Envelope GZIPPED = new Envelope(
            "acme",
            "tok_1",
            Signal.TRACES,
            Encoding.PROTOBUF,
            true,
            Instant.ofEpochMilli(1_795_305_600_123L),
            "0b2f6e3e-6a64-4a2b-9d6c-1f0f3a9f5f11",
            "5d7c9f0a-9f3e-4c35-8f57-3f1f0a9be222",
            "OTel-OTLP-Exporter-JavaScript/0.208.0",
            "infra",
            "acme/api");

    static List<String> requiredHeaders() {
        return GZIPPED.toHeaders().keySet().stream()
                .filter(name -> !name.startsWith("default-"))
                .toList();
    }

    @Test
    void headers_roundTrip() {
        Envelope plain = new Envelope(
                "日本", "", Signal.METRICS, Encoding.JSON, false, Instant.EPOCH, "trace", "request", "", "", "");

        assertThat(Envelope.ofHeaders(GZIPPED.toHeaders())).isEqualTo(GZIPPED);
        assertThat(Envelope.ofHeaders(plain.toHeaders())).isEqualTo(plain);
        assertThat(plain.toHeaders()).doesNotContainKeys(Envelope.DEFAULT_TEAM, Envelope.DEFAULT_REPO);
    }

    @ParameterizedTest
    @MethodSource("requiredHeaders")
    void header_missing_isRefusedByName(String name) {
        Map<String, byte[]> headers = GZIPPED.toHeaders();
        headers.remove(name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Envelope.ofHeaders(headers))
                .withMessage("header " + name + " is missing");
    }

    @Test
    void header_withForeignValue_isRefused() {
        for (String name : List.of(Envelope.SIGNAL, Envelope.CONTENT_TYPE, Envelope.RECEIVED_AT)) {
            Map<String, byte[]> headers = GZIPPED.toHeaders();
            headers.put(name, "profiles".getBytes(StandardCharsets.UTF_8));

            assertThatIllegalArgumentException().as(name).isThrownBy(() -> Envelope.ofHeaders(headers));
        }
    }
}
