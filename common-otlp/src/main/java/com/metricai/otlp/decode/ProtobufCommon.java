package com.metricai.otlp.decode;

import com.google.protobuf.ByteString;
import com.metricai.otlp.AnyValue;
import com.metricai.otlp.AnyValue.ArrayValue;
import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.BytesValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.KvlistValue;
import com.metricai.otlp.AnyValue.StringValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.Resource;
import com.metricai.otlp.Scope;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Converts the messages that all signals share, and counts what it drops. */
final class ProtobufCommon {
    private int dropped;

    /** How many fields were malformed so far. */
    int dropped() {
        return dropped;
    }

    Resource resource(io.opentelemetry.proto.resource.v1.Resource resource) {
        return new Resource(attributes(resource.getAttributesList()));
    }

    Scope scope(InstrumentationScope scope) {
        return new Scope(scope.getName(), scope.getVersion(), attributes(scope.getAttributesList()));
    }

    Attributes attributes(List<io.opentelemetry.proto.common.v1.KeyValue> attributes) {
        return keyValues(attributes, 1);
    }

    AnyValue anyValue(io.opentelemetry.proto.common.v1.AnyValue value) {
        return anyValue(value, 1);
    }

    String id(ByteString id, int bytes) {
        if (!id.isEmpty() && id.size() != bytes) {
            dropped++;
            return "";
        }
        String hex = Ids.ofHex(HexFormat.of().formatHex(id.toByteArray()), bytes);
        return hex == null ? "" : hex;
    }

    <E extends Enum<E>> E enumeration(WireEnums<E> type, int number, E fallback) {
        E value = type.ofNumber(number);
        if (value == null) {
            dropped++;
            return fallback;
        }
        return value;
    }

    static <M, T> List<T> list(List<M> messages, Function<M, T> converter) {
        List<T> list = new ArrayList<>(messages.size());
        for (M message : messages) {
            list.add(converter.apply(message));
        }
        return list;
    }

    private Attributes keyValues(List<io.opentelemetry.proto.common.v1.KeyValue> keyValues, int depth) {
        return new Attributes(list(
                keyValues, keyValue -> new KeyValue(keyValue.getKey(), anyValue(keyValue.getValue(), depth))));
    }

    private AnyValue anyValue(io.opentelemetry.proto.common.v1.AnyValue value, int depth) {
        if (depth > AnyValueDepth.MAX) {
            dropped++;
            return AnyValue.EMPTY;
        }
        return switch (value.getValueCase()) {
            case STRING_VALUE -> new StringValue(value.getStringValue());
            case BOOL_VALUE -> new BoolValue(value.getBoolValue());
            case INT_VALUE -> new IntValue(value.getIntValue());
            case DOUBLE_VALUE -> new DoubleValue(value.getDoubleValue());
            case ARRAY_VALUE ->
                new ArrayValue(list(value.getArrayValue().getValuesList(), element -> anyValue(element, depth + 1)));
            case KVLIST_VALUE ->
                new KvlistValue(keyValues(value.getKvlistValue().getValuesList(), depth + 1));
            case BYTES_VALUE ->
                new BytesValue(
                        Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            // The index into a table of strings exists in profiles only.
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> AnyValue.EMPTY;
        };
    }
}
