package com.metricai.otlp.decode;

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
import java.util.ArrayList;
import java.util.List;

/** Reads the messages that all signals share. */
final class JsonCommon {
    private final JsonFields in;

    JsonCommon(JsonFields in) {
        this.in = in;
    }

    Resource resource() {
        List<KeyValue> attributes = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "attributes" -> attributes(attributes);
                default -> in.skip();
            }
        }
        return new Resource(new Attributes(attributes));
    }

    Scope scope() {
        String name = "";
        String version = "";
        List<KeyValue> attributes = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "name" -> name = in.string(name);
                case "version" -> version = in.string(version);
                case "attributes" -> attributes(attributes);
                default -> in.skip();
            }
        }
        return new Scope(name, version, new Attributes(attributes));
    }

    void attributes(List<KeyValue> into) {
        in.objects(into, () -> keyValue(1));
    }

    AnyValue anyValue() {
        return anyValue(1);
    }

    private KeyValue keyValue(int depth) {
        String key = "";
        AnyValue value = AnyValue.EMPTY;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "key" -> key = in.string(key);
                case "value" -> value = in.object(() -> anyValue(depth), value);
                default -> in.skip();
            }
        }
        return new KeyValue(key, value);
    }

    private AnyValue anyValue(int depth) {
        if (depth > AnyValueDepth.MAX) {
            in.drop();
            return AnyValue.EMPTY;
        }
        AnyValue value = AnyValue.EMPTY;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            value = alternative(field, depth, value);
        }
        return value;
    }

    /** The value in this field, or the one before it when the field is absent, malformed or unknown. */
    private AnyValue alternative(String field, int depth, AnyValue before) {
        return switch (field) {
            case "stringValue", "string_value" -> {
                String string = in.stringOrNull();
                yield string == null ? before : new StringValue(string);
            }
            case "boolValue", "bool_value" -> {
                Boolean bool = in.boolOrNull();
                yield bool == null ? before : new BoolValue(bool);
            }
            case "intValue", "int_value" -> {
                Long number = in.int64OrNull();
                yield number == null ? before : new IntValue(number);
            }
            case "doubleValue", "double_value" -> {
                Double number = in.doubleOrNull();
                yield number == null ? before : new DoubleValue(number);
            }
            case "bytesValue", "bytes_value" -> {
                String base64 = in.base64OrNull();
                yield base64 == null ? before : new BytesValue(base64);
            }
            case "arrayValue", "array_value" -> in.object(() -> array(depth), before);
            case "kvlistValue", "kvlist_value" -> in.object(() -> kvlist(depth), before);
            default -> {
                in.skip();
                yield before;
            }
        };
    }

    private AnyValue array(int depth) {
        List<AnyValue> values = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "values" -> in.objects(values, () -> anyValue(depth + 1));
                default -> in.skip();
            }
        }
        return new ArrayValue(values);
    }

    private AnyValue kvlist(int depth) {
        List<KeyValue> values = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "values" -> in.objects(values, () -> keyValue(depth + 1));
                default -> in.skip();
            }
        }
        return new KvlistValue(new Attributes(values));
    }
}
