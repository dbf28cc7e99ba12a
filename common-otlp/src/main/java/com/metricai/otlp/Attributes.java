package com.metricai.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a resource, a scope or a record, in wire order, duplicates included. OTLP forbids duplicate keys but
 * nobody checks it: here <b>the first occurrence wins</b>.
 *
 * <p>The typed getters are lenient, because Claude Code sends the same thing as a number in one event and as a string in
 * the next. A value that cannot be read as the wanted type is {@code null}, like an absent one. Lookups scan: a record
 * has 15 to 30 attributes.
 */
public record Attributes(List<KeyValue> entries) {
    /** No attributes. */
    public static final Attributes EMPTY = new Attributes(List.of());

    public Attributes {
        entries = List.copyOf(entries);
    }

    /** The value of the first attribute with this key, or {@code null} when there is none. */
    public @Nullable AnyValue get(String key) {
        for (int i = 0; i < entries.size(); i++) {
            KeyValue entry = entries.get(i);
            if (entry.key().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }

    /** A string as it is, numbers and booleans as text ({@code 5}, not {@code 5.0}); {@code null} for every other kind. */
    public @Nullable String string(String key) {
        return Lenient.string(get(key));
    }

    /** An int, an integral double, or a decimal string with an integral value that fits into 64 bits. */
    public @Nullable Long longValue(String key) {
        return Lenient.longValue(get(key));
    }

    /** A double, NaN and the infinities included, an int (rounded above 2^53), or a decimal string. */
    public @Nullable Double doubleValue(String key) {
        return Lenient.doubleValue(get(key));
    }

    /** A boolean, or the string {@code true} or {@code false} in lower case. */
    public @Nullable Boolean bool(String key) {
        return Lenient.bool(get(key));
    }
}
