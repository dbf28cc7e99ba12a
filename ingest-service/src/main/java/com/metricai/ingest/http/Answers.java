package com.metricai.ingest.http;

import com.google.protobuf.CodedOutputStream;
import com.metricai.otlp.envelope.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.json.JsonWriter;

/** Bodies of answers: an empty Export…ServiceResponse, or a google.rpc.Status. */
final class Answers {
    private static final byte[] ACCEPTED_JSON = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACCEPTED_PROTOBUF = new byte[0];
    private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

    /** Field numbers of google.rpc.Status. */
    private static final int CODE = 1;

    private static final int MESSAGE = 2;

    private Answers() {}

    static byte[] accepted(Encoding encoding) {
        return switch (encoding) {
            case JSON -> ACCEPTED_JSON;
            case PROTOBUF -> ACCEPTED_PROTOBUF;
        };
    }

    static byte[] status(Encoding encoding, Rejection rejection) {
        return switch (encoding) {
            case JSON -> json(rejection);
            case PROTOBUF -> protobuf(rejection);
        };
    }

    private static byte[] json(Rejection rejection) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("code", rejection.grpcCode());
        status.put("message", rejection.message());
        return JSON.writeToString(status).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] protobuf(Rejection rejection) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(CODE, rejection.grpcCode());
            out.writeString(MESSAGE, rejection.message());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
