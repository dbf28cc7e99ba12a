package com.metricai.standalone.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
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
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * From OTLP/JSON to protobuf and back by protobuf's own JSON mapping. It differs from OTLP in the ids, base64 where OTLP has
 * hex: both lengths of hex are multiples of four, so the one can be read and written as the other.
 */
final class ProtobufJson {
    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().printingEnumsAsInts();

    private ProtobufJson() {}

    static byte[] toProtobuf(Signal signal, byte[] json) {
        Message.Builder builder = builder(signal);
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(new String(json, StandardCharsets.UTF_8), builder);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
        return mapIds(builder.build(), ProtobufJson::ofHexReadAsBase64).toByteArray();
    }

    static byte[] toJson(Signal signal, byte[] protobuf) {
        try {
            Message message = builder(signal).mergeFrom(protobuf).build();
            return PRINTER.print(mapIds(message, ProtobufJson::toBase64ThatReadsAsHex))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Message.Builder builder(Signal signal) {
        return switch (signal) {
            case TRACES -> ExportTraceServiceRequest.newBuilder();
            case METRICS -> ExportMetricsServiceRequest.newBuilder();
            case LOGS -> ExportLogsServiceRequest.newBuilder();
        };
    }

    private static ByteString ofHexReadAsBase64(ByteString read) {
        String hex = Base64.getEncoder().encodeToString(read.toByteArray());
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static ByteString toBase64ThatReadsAsHex(ByteString id) {
        return ByteString.copyFrom(Base64.getDecoder().decode(HexFormat.of().formatHex(id.toByteArray())));
    }

    private static Message mapIds(Message message, UnaryOperator<ByteString> mapping) {
        Message.Builder builder = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            switch (entry.getValue()) {
                case ByteString id
                when IDS.contains(field.getName()) -> builder.setField(field, id.isEmpty() ? id : mapping.apply(id));
                case Message child -> builder.setField(field, mapIds(child, mapping));
                case List<?> children
                when field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ->
                    builder.setField(
                            field,
                            children.stream()
                                    .map(child -> mapIds((Message) child, mapping))
                                    .toList());
                default -> {}
            }
        }
        return builder.build();
    }
}
