package com.metricai.standalone.demo;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes in the making, in wire order. */
final class AttributeList {
    private final List<KeyValue> entries = new ArrayList<>();

    AttributeList add(String key, String value) {
        entries.add(new KeyValue(key, new AnyValue.StringValue(value)));
        return this;
    }

    AttributeList add(String key, long value) {
        entries.add(new KeyValue(key, new AnyValue.IntValue(value)));
        return this;
    }

    AttributeList add(String key, double value) {
        entries.add(new KeyValue(key, new AnyValue.DoubleValue(value)));
        return this;
    }

    AttributeList add(String key, boolean value) {
        entries.add(new KeyValue(key, new AnyValue.BoolValue(value)));
        return this;
    }

    AttributeList add(String key, List<String> values) {
        List<AnyValue> elements = new ArrayList<>(values.size());
        values.forEach(value -> elements.add(new AnyValue.StringValue(value)));
        entries.add(new KeyValue(key, new AnyValue.ArrayValue(elements)));
        return this;
    }

    /** Several durations, sizes and flags are strings in the client's events. */
    AttributeList text(String key, Object value) {
        return add(key, value.toString());
    }

    AttributeList addIfPresent(String key, @Nullable String value) {
        return value == null ? this : add(key, value);
    }

    AttributeList addAll(Attributes attributes) {
        entries.addAll(attributes.entries());
        return this;
    }

    Attributes build() {
        return new Attributes(entries);
    }
}
