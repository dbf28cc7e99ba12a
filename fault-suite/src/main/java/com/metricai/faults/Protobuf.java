package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OTLP/JSON as protobuf, by a table of what the client's exporter sends and nothing of the product's: field numbers are
 * those of opentelemetry-proto 1.x. A field that the table does not know is an error.
 */
final class Protobuf {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MORE = 0x80;

    /** A line a message: its fields as name, number and type. A type with a capital letter is a message. */
    private static final String SCHEMA = """
            Traces: resourceSpans 1 ResourceSpans
            ResourceSpans: resource 1 Resource, scopeSpans 2 ScopeSpans, schemaUrl 3 string
            ScopeSpans: scope 1 Scope, spans 2 Span, schemaUrl 3 string
            Span: traceId 1 hex, spanId 2 hex, traceState 3 string, parentSpanId 4 hex, name 5 string, kind 6 varint, \
            startTimeUnixNano 7 fixed64, endTimeUnixNano 8 fixed64, attributes 9 KeyValue, droppedAttributesCount 10 varint, \
            events 11 Event, droppedEventsCount 12 varint, links 13 Link, droppedLinksCount 14 varint, status 15 Status, \
            flags 16 fixed32
            Event: timeUnixNano 1 fixed64, name 2 string, attributes 3 KeyValue, droppedAttributesCount 4 varint
            Link: traceId 1 hex, spanId 2 hex, traceState 3 string, attributes 4 KeyValue, droppedAttributesCount 5 varint, \
            flags 6 fixed32
            Status: message 2 string, code 3 varint
            Logs: resourceLogs 1 ResourceLogs
            ResourceLogs: resource 1 Resource, scopeLogs 2 ScopeLogs, schemaUrl 3 string
            ScopeLogs: scope 1 Scope, logRecords 2 LogRecord, schemaUrl 3 string
            LogRecord: timeUnixNano 1 fixed64, severityNumber 2 varint, severityText 3 string, body 5 AnyValue, \
            attributes 6 KeyValue, droppedAttributesCount 7 varint, flags 8 fixed32, traceId 9 hex, spanId 10 hex, \
            observedTimeUnixNano 11 fixed64, eventName 12 string
            Metrics: resourceMetrics 1 ResourceMetrics
            ResourceMetrics: resource 1 Resource, scopeMetrics 2 ScopeMetrics, schemaUrl 3 string
            ScopeMetrics: scope 1 Scope, metrics 2 Metric, schemaUrl 3 string
            Metric: name 1 string, description 2 string, unit 3 string, sum 7 Sum
            Sum: dataPoints 1 Point, aggregationTemporality 2 varint, isMonotonic 3 varint
            Point: startTimeUnixNano 2 fixed64, timeUnixNano 3 fixed64, asDouble 4 double, asInt 6 fixed64, \
            attributes 7 KeyValue, flags 8 varint
            Resource: attributes 1 KeyValue, droppedAttributesCount 2 varint
            Scope: name 1 string, version 2 string, attributes 3 KeyValue, droppedAttributesCount 4 varint
            KeyValue: key 1 string, value 2 AnyValue
            AnyValue: stringValue 1 string, boolValue 2 varint, intValue 3 varint, doubleValue 4 double, \
            arrayValue 5 Array, kvlistValue 6 List, bytesValue 7 base64
            Array: values 1 AnyValue
            List: values 1 KeyValue
            """;

    private record Field(int number, String type) {
        boolean isMessage() {
            return Character.isUpperCase(type.charAt(0));
        }
    }

    private static final Map<String, Map<String, Field>> MESSAGES = messages();

    private Protobuf() {}

    static byte[] of(Signal signal, byte[] json) {
        String root = switch (signal) {
            case TRACES -> "Traces";
            case LOGS -> "Logs";
            case METRICS -> "Metrics";
        };
        return message(root, JSON.readTree(json));
    }

    private static Map<String, Map<String, Field>> messages() {
        Map<String, Map<String, Field>> messages = new HashMap<>();
        SCHEMA.lines().forEach(line -> {
            Map<String, Field> fields = new HashMap<>();
            for (String field : line.substring(line.indexOf(':') + 1).split(",", -1)) {
                String[] words = field.strip().split(" ", -1);
                fields.put(words[0], new Field(Integer.parseInt(words[1]), words[2]));
            }
            messages.put(line.substring(0, line.indexOf(':')), fields);
        });
        return Map.copyOf(messages);
    }

    private static byte[] message(String name, JsonNode node) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Field> fields = MESSAGES.getOrDefault(name, Map.of());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Field field = fields.get(property.getKey());
            if (field == null) {
                throw new IllegalArgumentException(name + " has no field " + property.getKey());
            }
            if (property.getValue().isArray()) {
                property.getValue().forEach(element -> field(out, field, element));
            } else {
                field(out, field, property.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, Field field, JsonNode value) {
        if (field.isMessage()) {
            bytes(out, field, message(field.type, value));
            return;
        }
        switch (field.type) {
            case "string" -> bytes(out, field, value.asString("").getBytes(StandardCharsets.UTF_8));
            case "hex" -> bytes(out, field, HexFormat.of().parseHex(value.asString("")));
            case "base64" -> bytes(out, field, Base64.getDecoder().decode(value.asString("")));
            case "varint" -> {
                tag(out, field, VARINT);
                varint(out, value.isBoolean() ? (value.asBoolean() ? 1 : 0) : Long.parseLong(value.asString("0")));
            }
            case "fixed32" -> fixed(out, field, FIXED32, Integer.BYTES, Long.parseLong(value.asString("0")));
            case "fixed64" -> fixed(out, field, FIXED64, Long.BYTES, Long.parseLong(value.asString("0")));
            case "double" -> fixed(out, field, FIXED64, Long.BYTES, Double.doubleToLongBits(value.asDouble()));
            default -> throw new IllegalStateException(field.type);
        }
    }

    private static void bytes(ByteArrayOutputStream out, Field field, byte[] bytes) {
        tag(out, field, BYTES);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void fixed(ByteArrayOutputStream out, Field field, int wireType, int size, long value) {
        tag(out, field, wireType);
        out.write(
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array(),
                0,
                size);
    }

    private static void tag(ByteArrayOutputStream out, Field field, int wireType) {
        varint(out, (long) field.number << 3 | wireType);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~(MORE - 1L)) != 0) {
            out.write((int) (left & (MORE - 1)) | MORE);
            left >>>= 7;
        }
        out.write((int) left);
    }
}
