package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.metricai.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Against Google's reader of OTLP's own definition. */
class ProtobufTest {
    private static final Pattern IDS = Pattern.compile("(\"(?:traceId|spanId|parentSpanId)\"\\s*:\\s*\")([0-9a-f]+)\"");

    @Test
    void of_everyCapture_isTheMessageThatItsJsonIs() throws Exception {
        List<String> files = Captures.all();

        assertThat(files).hasSizeGreaterThan(100);
        for (String file : files) {
            byte[] json = Captures.captured(file);
            Signal signal = Signal.ofWireName(file.replaceAll(".*-(\\w+)\\.json", "$1"));
            Message.Builder wanted = message(signal);
            JsonFormat.parser().merge(inBase64(json), wanted);

            Message got = message(signal).mergeFrom(Protobuf.of(signal, json)).build();

            assertThat(got).as(file).isEqualTo(wanted.build());
        }
    }

    private static Message.Builder message(Signal signal) {
        return switch (signal) {
            case TRACES -> ExportTraceServiceRequest.newBuilder();
            case LOGS -> ExportLogsServiceRequest.newBuilder();
            case METRICS -> ExportMetricsServiceRequest.newBuilder();
        };
    }

    /** OTLP/JSON writes ids in hex, where protobuf's own JSON has base64. */
    private static String inBase64(byte[] json) {
        return IDS.matcher(new String(json, StandardCharsets.UTF_8))
                .replaceAll(found -> found.group(1)
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(found.group(2))) + "\"");
    }
}
