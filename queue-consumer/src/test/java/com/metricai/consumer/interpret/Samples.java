package com.metricai.consumer.interpret;

import com.metricai.consumer.Captures;
import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.Resource;
import com.metricai.otlp.Scope;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Exports in miniature. */
final class Samples {
    /** 2026-11-22T12:00:00Z, well before {@link Captures#RECEIVED}. */
    static final long NOON_NS = 1_795_348_800_000_000_000L;

    static final Scope SCOPE = new Scope("some.scope", "1", Attributes.EMPTY);

    private Samples() {}

    static Attributes attributes(Object... keysAndValues) {
        List<KeyValue> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.add(new KeyValue((String) keysAndValues[i], value(keysAndValues[i + 1])));
        }
        return new Attributes(entries);
    }

    private static AnyValue value(Object value) {
        return switch (value) {
            case String s -> new AnyValue.StringValue(s);
            case Integer n -> new AnyValue.IntValue(n);
            case Long n -> new AnyValue.IntValue(n);
            case Double d -> new AnyValue.DoubleValue(d);
            case Boolean b -> new AnyValue.BoolValue(b);
            case AnyValue any -> any;
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    static Resource resource(Object... keysAndValues) {
        return new Resource(attributes(keysAndValues));
    }

    static Interpreted interpret(Signal signal, String json) {
        return Interpreter.interpret(
                Captures.envelope("acme", signal, Encoding.JSON, Captures.RECEIVED),
                Decoder.decode(signal, Encoding.JSON, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** JSON of attributes; a value is taken as JSON of an AnyValue when it starts with a brace. */
    static String json(String... keysAndValues) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1];
            entries.add("{\"key\":\"" + keysAndValues[i] + "\",\"value\":"
                    + (value.startsWith("{") ? value : "{\"stringValue\":\"" + value + "\"}") + "}");
        }
        return "[" + String.join(",", entries) + "]";
    }

    static Interpreted.Events events(String... logRecords) {
        return (Interpreted.Events) interpret(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"scope\":{\"name\":\"com.anthropic.claude_code.events\"},"
                        + "\"logRecords\":[" + String.join(",", logRecords) + "]}]}]}");
    }

    static String event(String name, long timeNs, String... attributes) {
        String own = json(attributes);
        String comma = attributes.length == 0 ? "" : ",";
        return "{\"timeUnixNano\":\"" + timeNs
                + "\",\"attributes\":[{\"key\":\"event.name\",\"value\":{\"stringValue\":\"" + name + "\"}}" + comma
                + own.substring(1) + "}";
    }

    static Interpreted.Spans spans(String... spans) {
        return (Interpreted.Spans) interpret(
                Signal.TRACES,
                "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":["
                        + String.join(",", spans) + "]}]}]}");
    }

    /** Further fields begin with a comma. */
    static String span(String name, String further, String... attributes) {
        return "{\"traceId\":\"0123456789abcdef0123456789abcdef\",\"spanId\":\"0123456789abcdef\",\"name\":\"" + name
                + "\",\"startTimeUnixNano\":\"" + NOON_NS + "\",\"endTimeUnixNano\":\"" + (NOON_NS + 1_500_999_999L)
                + "\",\"attributes\":" + json(attributes) + further + "}";
    }

    static Interpreted.Metrics metrics(String... metrics) {
        return (Interpreted.Metrics) interpret(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"resource\":{},\"scopeMetrics\":[{\"scope\":{},\"metrics\":["
                        + String.join(",", metrics) + "]}]}]}");
    }

    static String sum(String name, int temporality, String value, String... attributes) {
        return "{\"name\":\"" + name + "\",\"sum\":{\"aggregationTemporality\":" + temporality
                + ",\"isMonotonic\":true,\"dataPoints\":[{\"startTimeUnixNano\":\"" + (NOON_NS - 5)
                + "\",\"timeUnixNano\":\""
                + (NOON_NS + 61_000_000_000L) + "\",\"asDouble\":" + value + ",\"attributes\":" + json(attributes)
                + "}]}}";
    }
}
