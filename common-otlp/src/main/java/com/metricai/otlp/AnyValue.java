package com.metricai.otlp;

import java.util.List;

/** The value of an attribute or the body of a log record. Exactly one kind is set; absent and unreadable values are {@link Empty}. */
public sealed interface AnyValue {
    /** The value that stands where none was sent, or one that could not be read. */
    AnyValue EMPTY = new Empty();

    /** Well-formed UTF-16: the decoders replace a lone surrogate by U+FFFD. */
    record StringValue(String value) implements AnyValue {}

    record BoolValue(boolean value) implements AnyValue {}

    record IntValue(long value) implements AnyValue {}

    /** NaN and the infinities are values too; two NaN are equal, 0.0 and -0.0 are not. */
    record DoubleValue(double value) implements AnyValue {}

    /** Elements in wire order. */
    record ArrayValue(List<AnyValue> values) implements AnyValue {
        public ArrayValue {
            values = List.copyOf(values);
        }
    }

    /** A map in all but name: OTLP sends it as a list of pairs. */
    record KvlistValue(Attributes values) implements AnyValue {}

    /**
     * Raw bytes, kept as text so that the record is immutable and has value equality.
     *
     * @param base64 standard alphabet, padded
     */
    record BytesValue(String base64) implements AnyValue {}

    record Empty() implements AnyValue {}
}
