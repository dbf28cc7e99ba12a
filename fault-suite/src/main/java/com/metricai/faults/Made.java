package com.metricai.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Small bodies in the client's form, whose every figure is known beforehand. */
final class Made {
    private static final int DELTA = 1;
    private static final int CUMULATIVE = 2;

    /**
     * A point of one counter.
     *
     * @param name without {@code claude_code.}
     * @param type of tokens and lines; empty for none
     * @param value as the client writes it
     */
    record Point(String name, String session, String type, String value, boolean running) {}

    private Made() {}

    static String session(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** One api_request event. */
    static byte[] request(String session, Instant at, long micros) {
        return """
                {"resourceLogs":[{"resource":{"attributes":[%s],"droppedAttributesCount":0},"scopeLogs":[{"scope":{\
                "name":"com.anthropic.claude_code.events","version":"2.1.330"},"logRecords":[{"timeUnixNano":"%d",\
                "observedTimeUnixNano":"%d","body":{"stringValue":"claude_code.api_request"},"attributes":[%s],\
                "droppedAttributesCount":0}]}]}]}""".formatted(
                        text("service.name", "claude-code"),
                        nanos(at),
                        nanos(at),
                        String.join(
                                ",",
                                text("user.email", "probe@example.com"),
                                text("session.id", session),
                                text("event.name", "api_request"),
                                text("event.timestamp", at.toString()),
                                "{\"key\":\"event.sequence\",\"value\":{\"intValue\":1}}",
                                text("prompt.id", session(session + "prompt")),
                                text("request_id", "req_" + session.replace("-", "")),
                                text("model", "claude-sonnet-4-5"),
                                text("cost_usd_micros", Long.toString(micros)),
                                text("input_tokens", "7"),
                                text("output_tokens", "11"),
                                text("cache_read_tokens", "0"),
                                text("cache_creation_tokens", "0")))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] points(Instant began, Instant at, List<Point> points) {
        String metrics = points.stream().map(point -> metric(began, at, point)).collect(Collectors.joining(","));
        return """
                {"resourceMetrics":[{"resource":{"attributes":[%s],"droppedAttributesCount":0},"scopeMetrics":[{"scope":{\
                "name":"com.anthropic.claude_code","version":"2.1.330"},"metrics":[%s]}]}]}""".formatted(text("service.name", "claude-code"), metrics).getBytes(StandardCharsets.UTF_8);
    }

    private static String metric(Instant began, Instant at, Point point) {
        String type = point.type().isEmpty() ? "" : "," + text("type", point.type());
        return """
                {"name":"claude_code.%s","description":"","unit":"","sum":{"aggregationTemporality":%d,"isMonotonic":true,\
                "dataPoints":[{"attributes":[%s,%s%s],"startTimeUnixNano":"%d","timeUnixNano":"%d","asDouble":%s}]}}""".formatted(
                        point.name(),
                        point.running() ? CUMULATIVE : DELTA,
                        text("user.email", "probe@example.com"),
                        text("session.id", point.session()),
                        type,
                        nanos(began),
                        nanos(at),
                        point.value());
    }

    private static String text(String key, String value) {
        return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
    }

    private static long nanos(Instant at) {
        return TimeUnit.MILLISECONDS.toNanos(at.toEpochMilli());
    }
}
