package com.metricai.consumer.interpret;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of one record, leniently: a value that cannot be what its name says is left out and counted, the
 * record is kept.
 */
final class Reader {
    /** No name or id of the client is longer; what is, was put there by somebody and is cut. */
    private static final int MAX_NAME = 256;

    /** A million USD in one record, a million million tokens: more is a broken sender, and sums must not overflow. */
    static final long MAX_AMOUNT = 1_000_000_000_000L;

    private final Attributes attributes;
    private final Set<String> dropped = new HashSet<>();

    Reader(Attributes attributes) {
        this.attributes = attributes;
    }

    /** How many fields were left out, each once however often it was asked for. */
    int droppedFields() {
        return dropped.size();
    }

    /** A name or id, cut to 256 characters; {@code null} when it is absent or empty. */
    @Nullable
    String name(String key) {
        AnyValue value = attributes.get(key);
        if (value == null || value instanceof AnyValue.Empty) {
            return null;
        }
        String text = attributes.string(key);
        if (text == null) {
            dropped.add(key);
            return null;
        }
        return text.isEmpty() ? null : cut(text);
    }

    /** As {@link #name}, with {@code ''} for absent: for key columns. */
    String keyName(String key) {
        String name = name(key);
        return name == null ? "" : name;
    }

    /** A count, size or duration: an integer from 0 to 10^12; {@code null} when it is absent or no such number. */
    @Nullable
    Long amount(String key) {
        if (isAbsent(key)) {
            return null;
        }
        Long value = attributes.longValue(key);
        if (value == null) {
            // A duration may come with a fraction.
            Double fraction = attributes.doubleValue(key);
            value = fraction == null || !Double.isFinite(fraction) || Math.abs(fraction) > MAX_AMOUNT
                    ? null
                    : (Long) Math.round(fraction);
        }
        if (value == null || value < 0 || value > MAX_AMOUNT) {
            dropped.add(key);
            return null;
        }
        return value;
    }

    long amountOrZero(String key) {
        Long amount = amount(key);
        return amount == null ? 0 : amount;
    }

    /** Any 64-bit integer; {@code null} when it is absent or no integer. */
    @Nullable
    Long integer(String key) {
        if (isAbsent(key)) {
            return null;
        }
        Long value = attributes.longValue(key);
        if (value == null) {
            dropped.add(key);
        }
        return value;
    }

    @Nullable
    Boolean bool(String key) {
        if (isAbsent(key)) {
            return null;
        }
        Boolean value = attributes.bool(key);
        if (value == null) {
            dropped.add(key);
        }
        return value;
    }

    /** {@code cost_usd_micros}, else {@code cost_usd} rounded half up to micro-USD, else 0. */
    long costMicros() {
        Long micros = amount(Names.COST_USD_MICROS);
        if (micros != null) {
            return micros;
        }
        if (isAbsent(Names.COST_USD)) {
            return 0;
        }
        Double usd = attributes.doubleValue(Names.COST_USD);
        Long rounded = usd == null ? null : scaled(usd, 6);
        if (rounded == null) {
            dropped.add(Names.COST_USD);
            return 0;
        }
        return rounded;
    }

    /**
     * A double as an integer of a smaller unit (× 10^digits), rounded half up on its decimal notation: 0.0064185 USD is
     * 6419 micro-USD, although the double lies below that. {@code null} for what is negative, not finite or too large.
     */
    static @Nullable Long scaled(double value, int digits) {
        if (!Double.isFinite(value) || value < 0 || value > MAX_AMOUNT) {
            return null;
        }
        long scaled = BigDecimal.valueOf(value)
                .movePointRight(digits)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return scaled > MAX_AMOUNT ? null : (Long) scaled;
    }

    /** At most 256 characters, never half a surrogate pair. */
    static String cut(String text) {
        if (text.length() <= MAX_NAME) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
        return text.substring(0, end);
    }

    private boolean isAbsent(String key) {
        AnyValue value = attributes.get(key);
        return value == null
                || value instanceof AnyValue.Empty
                || (value instanceof AnyValue.StringValue(String s) && s.isEmpty());
    }
}
