package com.metricai.otlp.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Set;

/** Counts what a message holds before anything of it is built, and stops at the {@link Limits}. */
final class ProtobufCount {
    /** No smaller body can hold more records than the limit: each takes a tag and a length. */
    static final int SMALLEST_BODY = 2 * Limits.RECORDS;

    private static final Set<Descriptor> RECORDS =
            Set.of(Span.getDescriptor(), LogRecord.getDescriptor(), NumberDataPoint.getDescriptor());

    private final CodedInputStream in;
    private final int maxNesting;
    private int records;
    private int elements;

    private ProtobufCount(CodedInputStream in, int maxNesting) {
        this.in = in;
        this.maxNesting = maxNesting;
    }

    /**
     * Reads through a body.
     *
     * @throws DecodeException beyond a limit
     * @throws IOException when it is no message of that type
     */
    static void check(byte[] body, Descriptor type, int maxNesting) throws IOException {
        if (body.length > SMALLEST_BODY) {
            CodedInputStream in = CodedInputStream.newInstance(body);
            in.setRecursionLimit(maxNesting);
            new ProtobufCount(in, maxNesting).message(type, 0);
        }
    }

    private void message(Descriptor type, int depth) throws IOException {
        if (depth > maxNesting) {
            throw new DecodeException("the message is nested too deep", in.getTotalBytesRead());
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                // Kept by the parser, each as an object of its own.
                element();
                in.skipField(tag);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                element();
                if (RECORDS.contains(field.getMessageType()) && ++records > Limits.RECORDS) {
                    throw Limits.tooManyRecords(in.getTotalBytesRead());
                }
                int outer = in.pushLimit(in.readRawVarint32());
                message(field.getMessageType(), depth + 1);
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void element() {
        if (++elements > Limits.ELEMENTS) {
            throw Limits.tooManyElements(in.getTotalBytesRead());
        }
    }
}
