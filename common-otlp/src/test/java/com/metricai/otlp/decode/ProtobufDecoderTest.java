package com.metricai.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.metricai.otlp.Signal;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.Status;
import com.metricai.otlp.TracesExport;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtobufDecoderTest {
    @ParameterizedTest
    @EnumSource
    void emptyBody_isAnEmptyExport(Signal signal) {
        assertThat(ProtobufDecoder.decode(signal, new byte[0]))
                .isEqualTo(JsonDecoder.decode(signal, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void notProtobuf_isRefusedWithoutQuotingTheBody() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(
                        () -> ProtobufDecoder.decode(Signal.TRACES, "{\"secret\":1}".getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> {
                    assertThat(e.getMessage()).doesNotContain("secret").contains("at byte");
                    assertThat(e.getCause()).isNull();
                });
    }

    @Test
    void truncatedBody_isRefused() {
        byte[] body = Captures.read(Captures.protobuf().getFirst());
        Signal signal = Captures.signal(Captures.protobuf().getFirst());

        for (int length = 1; length < body.length; length += 7) {
            byte[] start = Arrays.copyOf(body, length);
            assertThatExceptionOfType(DecodeException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> ProtobufDecoder.decode(signal, start));
        }
    }

    @Test
    void strayEndOfGroup_isRefused() {
        // Of field 1, of a field that does not exist, and after an empty resource: whatever follows must not be lost.
        for (byte[] body : List.of(new byte[] {0x0c}, new byte[] {0x7c}, new byte[] {0x0a, 0x00, 0x7c, 0x0a, 0x00})) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> ProtobufDecoder.decode(Signal.TRACES, body));
        }
    }

    @Test
    void invalidUtf8_isRefused() {
        byte[] body = export(Span.newBuilder().setName("?").build());
        body[body.length - 1] = (byte) 0xff;

        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ProtobufDecoder.decode(Signal.TRACES, body));
    }

    @Test
    void malformedFields_areDroppedAndCounted() {
        TracesExport export = decode(Span.newBuilder()
                .setName("kept")
                .setTraceId(ByteString.copyFrom(new byte[15]))
                .setSpanId(ByteString.copyFrom(new byte[9]))
                .setKindValue(99)
                .setStatus(io.opentelemetry.proto.trace.v1.Status.newBuilder().setCodeValue(-1))
                .build());

        assertThat(export.droppedFields()).isEqualTo(4);
        assertThat(span(export).name()).isEqualTo("kept");
        assertThat(span(export).traceId()).isEmpty();
        assertThat(span(export).spanId()).isEmpty();
        assertThat(span(export).kind()).isEqualTo(SpanKind.UNSPECIFIED);
        assertThat(span(export).status()).isEqualTo(Status.UNSET);
    }

    @Test
    void zeroIds_areAbsent() {
        TracesExport export = decode(Span.newBuilder()
                .setParentSpanId(ByteString.copyFrom(new byte[8]))
                .build());

        assertThat(export.droppedFields()).isZero();
        assertThat(span(export).parentSpanId()).isEmpty();
    }

    @Test
    void nesting_upToTheLimit_isKept() {
        assertThat(decodeValue(nestedArrays(AnyValueDepth.MAX)).droppedFields()).isZero();
        assertThat(decodeValue(nestedKvlists(AnyValueDepth.MAX)).droppedFields())
                .isZero();
    }

    @Test
    void nesting_of100_isCutAndCounted() {
        assertThat(decodeValue(nestedArrays(100)).droppedFields()).isEqualTo(1);
        assertThat(decodeValue(nestedKvlists(100)).droppedFields()).isEqualTo(1);
    }

    @Test
    void nesting_of100000_isRefused() {
        byte[] body = nestedArraysOnTheWire(100_000);

        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ProtobufDecoder.decode(Signal.LOGS, body));
    }

    /** A log record's body, built from the inside out in one array: builders would need 100,000 copies. */
    private static byte[] nestedArraysOnTheWire(int depth) {
        byte[] reversed = new byte[depth * 12];
        int size = 0;
        for (int i = 0; i < depth; i++) {
            // AnyValue.array_value = 5, then ArrayValue.values = 1.
            size = putTagBefore(reversed, size, i % 2 == 0 ? 0x0a : 0x2a);
        }
        // LogRecord.body = 5, ScopeLogs.log_records = 2, ResourceLogs.scope_logs = 2, resource_logs = 1.
        for (int tag : new int[] {0x2a, 0x12, 0x12, 0x0a}) {
            size = putTagBefore(reversed, size, tag);
        }
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = reversed[size - 1 - i];
        }
        return body;
    }

    private static int putTagBefore(byte[] reversed, int size, int tag) {
        byte[] length = new byte[5];
        int digits = 0;
        for (int rest = size; digits == 0 || rest != 0; rest >>>= 7) {
            length[digits++] = (byte) (rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
        }
        int at = size;
        for (int i = digits - 1; i >= 0; i--) {
            reversed[at++] = length[i];
        }
        reversed[at++] = (byte) tag;
        return at;
    }

    private static AnyValue nestedArrays(int depth) {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 1; i < depth; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }
        return value;
    }

    private static AnyValue nestedKvlists(int depth) {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 1; i < depth; i++) {
            KeyValue keyValue = KeyValue.newBuilder().setValue(value).build();
            value = AnyValue.newBuilder()
                    .setKvlistValue(KeyValueList.newBuilder().addValues(keyValue))
                    .build();
        }
        return value;
    }

    private static TracesExport decodeValue(AnyValue value) {
        return decode(Span.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("k").setValue(value))
                .build());
    }

    private static TracesExport decode(Span span) {
        return (TracesExport) ProtobufDecoder.decode(Signal.TRACES, export(span));
    }

    private static byte[] export(Span span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static com.metricai.otlp.Span span(TracesExport export) {
        return export.resourceSpans().getFirst().scopeSpans().getFirst().spans().getFirst();
    }
}
