package com.metricai.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.metricai.otlp.Export;
import com.metricai.otlp.Fingerprint;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.Signal;
import com.metricai.otlp.TracesExport;
import com.metricai.otlp.envelope.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both decoders agree with each other and with protobuf's own JSON parser. */
class OracleTest {
    private static final int SEEDS = 300;

    static List<Path> json() {
        return Captures.json();
    }

    static List<Path> protobuf() {
        return Captures.protobuf();
    }

    @Test
    void captures_arePresent() {
        assertThat(Captures.json()).hasSizeGreaterThan(100);
        assertThat(Captures.protobuf()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("json")
    void capturedJson_decodesAsTheOracleSays(Path file) {
        Signal signal = Captures.signal(file);
        byte[] body = Captures.read(file);

        Message message = Oracle.parse(signal, new String(body, StandardCharsets.UTF_8));

        assertThat(JsonDecoder.decode(signal, body))
                .isEqualTo(ProtobufDecoder.decode(signal, message.toByteArray()))
                .satisfies(export -> assertThat(export.droppedFields()).isZero())
                .satisfies(OracleTest::assertHasRecords);
    }

    @ParameterizedTest
    @MethodSource("protobuf")
    void capturedProtobuf_decodesAsTheOracleSays(Path file) throws IOException {
        Signal signal = Captures.signal(file);
        byte[] body = Captures.read(file);

        String json = Oracle.print(Oracle.builder(signal).mergeFrom(body).build(), JsonFormat.printer());

        assertThat(ProtobufDecoder.decode(signal, body))
                .isEqualTo(JsonDecoder.decode(signal, json.getBytes(StandardCharsets.UTF_8)))
                .satisfies(export -> assertThat(export.droppedFields()).isZero())
                .satisfies(OracleTest::assertHasRecords);
    }

    @ParameterizedTest
    @EnumSource
    void randomExport_isTheSameInBothEncodings(Signal signal) {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Message message = new RandomExports(seed).export(signal);
            String json = Oracle.print(message, printer(seed));

            Export ofJson = JsonDecoder.decode(signal, json.getBytes(StandardCharsets.UTF_8));

            assertThat(ofJson).as("seed %d", seed).isEqualTo(ProtobufDecoder.decode(signal, message.toByteArray()));
            assertThat(ofJson.droppedFields()).isZero();
        });
    }

    @Test
    void metricsFingerprint_isTheSameInEachWrapping() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Message message = new RandomExports(seed).export(Signal.METRICS);
            byte[] json = Oracle.print(message, printer(seed)).getBytes(StandardCharsets.UTF_8);

            Fingerprint fingerprint = fingerprint(Encoding.JSON, json);

            assertThat(fingerprint).isEqualTo(fingerprint(Encoding.PROTOBUF, message.toByteArray()));
            assertThat(fingerprint).isEqualTo(fingerprint(Encoding.JSON, Bodies.inflate(gzip(json), json.length)));
        });
    }

    private static Fingerprint fingerprint(Encoding encoding, byte[] body) {
        return Fingerprint.of("acme", (MetricsExport) Decoder.decode(Signal.METRICS, encoding, body));
    }

    /** All ways in which JsonFormat can write: both spellings of names, both of enums. */
    private static JsonFormat.Printer printer(long seed) {
        JsonFormat.Printer printer = JsonFormat.printer();
        if ((seed & 1) != 0) {
            printer = printer.preservingProtoFieldNames();
        }
        if ((seed & 2) != 0) {
            printer = printer.printingEnumsAsInts();
        }
        return (seed & 4) != 0 ? printer.omittingInsignificantWhitespace() : printer;
    }

    private static void assertHasRecords(Export export) {
        int records = switch (export) {
            case TracesExport traces ->
                traces.resourceSpans()
                        .getFirst()
                        .scopeSpans()
                        .getFirst()
                        .spans()
                        .size();
            case MetricsExport metrics ->
                metrics.resourceMetrics()
                        .getFirst()
                        .scopeMetrics()
                        .getFirst()
                        .metrics()
                        .size();
            case LogsExport logs ->
                logs.resourceLogs()
                        .getFirst()
                        .scopeLogs()
                        .getFirst()
                        .logRecords()
                        .size();
        };
        assertThat(records).isPositive();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return gzip.toByteArray();
    }
}
