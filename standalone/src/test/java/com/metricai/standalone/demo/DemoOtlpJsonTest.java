package com.metricai.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Export;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client sent, read and written again, is what the client sent, to the last byte. */
class DemoOtlpJsonTest {
    @ParameterizedTest
    @CsvSource({
        "LOGS, subagent-nested/002-logs.json",
        "LOGS, no-traces/002-logs.json",
        "METRICS, subagent-nested/001-metrics.json",
        "METRICS, edits/001-metrics.json",
        "TRACES, subagent-nested/003-traces.json",
        "TRACES, subagent-nested/004-traces.json",
    })
    void capturedBody_isWrittenLikeTheClientWroteIt(Signal signal, String file) throws IOException {
        byte[] captured = Files.readAllBytes(Path.of("../contract/otlp").resolve(file));
        Export export = Decoder.decode(signal, Encoding.JSON, captured);
        assertThat(new String(OtlpJson.write(export), StandardCharsets.UTF_8))
                .isEqualTo(new String(captured, StandardCharsets.UTF_8).strip());
    }
}
