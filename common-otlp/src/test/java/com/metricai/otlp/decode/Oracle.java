package com.metricai.otlp.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.metricai.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * OTLP/JSON by protobuf's own JSON mapping, written by other people from the same .proto files. It differs from OTLP in one
 * thing: ids are bytes and so base64, where OTLP has hex. Both lengths of hex are multiples of four, so the one can be
 * read and written as the other.
 */
final class Oracle {
    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

    private Oracle() {}

    static Message.Builder builder(Signal signal) {
        return switch (signal) {
            case TRACES -> ExportTraceServiceRequest.newBuilder();
            case METRICS -> ExportMetricsServiceRequest.newBuilder();
            case LOGS -> ExportLogsServiceRequest.newBuilder();
        };
    }

    static Message parse(Signal signal, String json) {
        Message.Builder builder = builder(signal);
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, builder);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
        return mapIds(builder.build(), Oracle::ofHexReadAsBase64);
    }

    /** OTLP/JSON of the message; ids must have their proper lengths. */
    static String print(Message message, JsonFormat.Printer printer) {
        try {
            return printer.print(mapIds(message, Oracle::toBase64ThatReadsAsHex));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ByteString ofHexReadAsBase64(ByteString read) {
        if (read.size() != 24 && read.size() != 12) {
            throw new IllegalArgumentException("an id of the wrong length");
        }
        String hex = Base64.getEncoder().encodeToString(read.toByteArray());
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static ByteString toBase64ThatReadsAsHex(ByteString id) {
        String hex = HexFormat.of().formatHex(id.toByteArray());
        return ByteString.copyFrom(Base64.getDecoder().decode(hex));
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
