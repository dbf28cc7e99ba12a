package com.metricai.standalone.e2e;

import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The same request as if made at another time: every nanosecond stamp and every event.timestamp is moved. */
final class Shift {
    private static final Pattern NANOS =
            Pattern.compile("(\"(?:start|end|observed)?[tT]imeUnixNano\"\\s*:\\s*\")(\\d{16,})(\")");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\"key\"\\s*:\\s*\"event\\.timestamp\"\\s*,\\s*\"value\"\\s*:\\s*\\{\\s*\"stringValue\"\\s*:\\s*\")([^\"]+)(\")");

    private Shift() {}

    static Request by(Duration shift, Request request) {
        if (shift.isZero()) {
            return request;
        }
        Signal signal = request.signal();
        byte[] body = request.protobuf()
                ? ProtobufJson.toProtobuf(signal, json(shift, ProtobufJson.toJson(signal, request.body())))
                : json(shift, request.body());
        return new Request(request.file(), signal, request.protobuf(), request.gzip(), body);
    }

    private static byte[] json(Duration shift, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String moved = NANOS.matcher(text)
                .replaceAll(found -> found.group(1)
                        + Math.addExact(Long.parseLong(found.group(2)), shift.toNanos())
                        + found.group(3));
        return TIMESTAMP
                .matcher(moved)
                .replaceAll(found -> found.group(1)
                        + milliseconds(Instant.parse(found.group(2)).plus(shift))
                        + found.group(3))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Always three digits, as the client writes them. */
    private static String milliseconds(Instant instant) {
        String text = Instant.ofEpochMilli(instant.toEpochMilli()).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
