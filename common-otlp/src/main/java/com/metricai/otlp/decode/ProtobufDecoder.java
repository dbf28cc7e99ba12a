package com.metricai.otlp.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.metricai.otlp.Export;
import com.metricai.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;

/**
 * Decodes OTLP/protobuf to the same model as {@link JsonDecoder}. Unknown fields are skipped; an unknown enum number, an
 * id of the wrong length and a value nested too deep are dropped and counted.
 */
public final class ProtobufDecoder {
    /** 64 nested key-value lists take 3 messages each, everything around them about half a dozen. */
    private static final int MAX_NESTING = 500;

    private ProtobufDecoder() {}

    /**
     * Decodes one export.
     *
     * @param body uncompressed; no bytes at all are an empty export
     * @throws DecodeException when the body is not a protobuf message of this signal, is cut off, holds a text that is
     *     not UTF-8, is nested more than 500 messages deep, or holds more than 100,000 records or 2,000,000 elements
     */
    @SuppressWarnings("UnusedException") // See DecodeException: it has no cause.
    public static Export decode(Signal signal, byte[] body) {
        CodedInputStream in = CodedInputStream.newInstance(body);
        in.setRecursionLimit(MAX_NESTING);
        try {
            ProtobufCount.check(body, type(signal), MAX_NESTING);
            return switch (signal) {
                case TRACES -> new ProtobufTraces().export(ExportTraceServiceRequest.parseFrom(in));
                case METRICS -> new ProtobufMetrics().export(ExportMetricsServiceRequest.parseFrom(in));
                case LOGS -> new ProtobufLogs().export(ExportLogsServiceRequest.parseFrom(in));
            };
        } catch (IOException e) {
            throw new DecodeException(
                    "the body is not an OTLP message, cut off or nested too deep", in.getTotalBytesRead());
        }
    }

    private static Descriptor type(Signal signal) {
        return switch (signal) {
            case TRACES -> ExportTraceServiceRequest.getDescriptor();
            case METRICS -> ExportMetricsServiceRequest.getDescriptor();
            case LOGS -> ExportLogsServiceRequest.getDescriptor();
        };
    }
}
