package com.metricai.otlp;

import com.metricai.otlp.AnyValue.ArrayValue;
import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.BytesValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.Empty;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.KvlistValue;
import com.metricai.otlp.AnyValue.StringValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over typed values. Each value starts with a byte that tells its type, and texts and lists tell their length, so
 * that a sequence of values can be read in one way only. The format is stored (as hashes): changing it means that a retry
 * across the upgrade counts twice.
 */
final class CanonicalHash {
    private final MessageDigest digest;
    private final ByteBuffer typed = ByteBuffer.allocate(1 + Long.BYTES);

    CanonicalHash(String kind) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        text(kind);
    }

    private CanonicalHash(MessageDigest digest) {
        this.digest = digest;
    }

    /** What was hashed so far, to be gone on with in several ways. */
    CanonicalHash copy() {
        try {
            return new CanonicalHash((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        typed('s', utf8.length);
        digest.update(utf8);
    }

    void number(long number) {
        typed('n', number);
    }

    void number(double number) {
        if (Lenient.isLong(number)) {
            number((long) number);
        } else {
            typed('d', Double.doubleToLongBits(number));
        }
    }

    void bool(boolean bool) {
        typed('t', bool ? 1 : 0);
    }

    void nothing() {
        typed('-', 0);
    }

    void size(int size) {
        typed('[', size);
    }

    void attributes(Attributes attributes) {
        typed('{', attributes.entries().size());
        for (KeyValue entry : attributes.entries()) {
            text(entry.key());
            value(entry.value());
        }
    }

    void scope(Scope scope) {
        text(scope.name());
        text(scope.version());
        attributes(scope.attributes());
    }

    void value(AnyValue value) {
        switch (value) {
            case StringValue(String s) -> text(s);
            case BoolValue(boolean b) -> bool(b);
            case IntValue(long n) -> number(n);
            case DoubleValue(double d) -> number(d);
            case ArrayValue array -> {
                size(array.values().size());
                array.values().forEach(this::value);
            }
            case KvlistValue(Attributes attributes) -> attributes(attributes);
            case BytesValue(String base64) -> {
                typed('b', 0);
                text(base64);
            }
            case Empty() -> nothing();
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void typed(char type, long content) {
        typed.clear();
        typed.put((byte) type).putLong(content);
        digest.update(typed.array());
    }
}
