package com.metricai.otlp.decode;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of JSON objects leniently. Each method reads the value that the parser stands on and leaves the parser
 * on its last token. An absent (null) value gives the fallback; so does a malformed one, which is also counted.
 */
final class JsonFields {
    /** The longest numeral that is parsed: enough for the longest exact double, and parsing takes quadratic time. */
    private static final int MAX_NUMERAL = 1100;

    private static final long MAX_UINT32 = 0xFFFF_FFFFL;

    private final JsonParser parser;
    private int dropped;
    private int elements;
    private int records;

    JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    /** How many fields and list elements were malformed so far. */
    int dropped() {
        return dropped;
    }

    void startDocument() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new DecodeException("the body is empty where JSON was promised", 0);
        }
        if (first != JsonToken.START_OBJECT) {
            throw new DecodeException("the JSON is not an object", 0);
        }
    }

    void endDocument() {
        if (parser.nextToken() != null) {
            throw new DecodeException("more follows after the end of the JSON object", offset());
        }
    }

    /** Moves on to the value of the next field and tells the field's name, {@code null} at the end of the object. */
    @Nullable
    String nextField() {
        String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /** Skips a field that the model does not have. */
    void skip() {
        parser.skipChildren();
    }

    /** Skips and counts a malformed value. */
    void drop() {
        dropped++;
        parser.skipChildren();
    }

    <T> T object(Supplier<T> reader, T fallback) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return reader.get();
        }
        return absent(fallback);
    }

    /** As {@link #objects}, of spans, log records or points. */
    <T> void records(List<T> into, Supplier<T> reader) {
        objects(into, () -> {
            if (++records > Limits.RECORDS) {
                throw Limits.tooManyRecords(offset());
            }
            return reader.get();
        });
    }

    /** Appends each object of an array; other elements are dropped, nulls among them. */
    <T> void objects(List<T> into, Supplier<T> reader) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            absent();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                if (++elements > Limits.ELEMENTS) {
                    throw Limits.tooManyElements(offset());
                }
                into.add(reader.get());
            } else {
                drop();
            }
        }
    }

    String string(String fallback) {
        String string = stringOrNull();
        return string == null ? fallback : string;
    }

    @Nullable
    String stringOrNull() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return WellFormed.text(parser.getString());
        }
        absent();
        return null;
    }

    String id(int bytes, String fallback) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return absent(fallback);
        }
        String id = Ids.ofHex(parser.getString(), bytes);
        return id == null ? absent(fallback) : id;
    }

    /** Unsigned 64 bits. */
    long fixed64(long fallback) {
        String numeral = numeral();
        if (numeral == null) {
            return absent(fallback);
        }
        try {
            return Long.parseUnsignedLong(numeral);
        } catch (NumberFormatException e) {
            // Also spelt 1.7e18, or too large.
            BigDecimal integer = integer(numeral);
            if (integer == null
                    || integer.signum() < 0
                    || integer.toBigInteger().bitLength() > Long.SIZE) {
                return absent(fallback);
            }
            return integer.longValue();
        }
    }

    @Nullable
    Long int64OrNull() {
        String numeral = numeral();
        if (numeral == null) {
            absent();
            return null;
        }
        try {
            return Long.parseLong(numeral);
        } catch (NumberFormatException e) {
            BigDecimal integer = integer(numeral);
            if (integer == null || integer.toBigInteger().bitLength() >= Long.SIZE) {
                absent();
                return null;
            }
            return integer.longValue();
        }
    }

    /** Unsigned 32 bits. */
    int uint32(int fallback) {
        int droppedBefore = dropped;
        Long number = int64OrNull();
        if (number == null) {
            return fallback;
        }
        if (number < 0 || number > MAX_UINT32) {
            dropped = droppedBefore + 1;
            return fallback;
        }
        return number.intValue();
    }

    /** Finite unless it is spelt NaN, Infinity or -Infinity: a numeral beyond the range of double is malformed. */
    @Nullable
    Double doubleOrNull() {
        String numeral = numeral();
        Double number = numeral == null ? null : parseDouble(numeral);
        if (number == null) {
            absent();
        }
        return number;
    }

    @Nullable
    Boolean boolOrNull() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> {
                absent();
                yield null;
            }
        };
    }

    /** Base64 of either alphabet, padded or not, as standard padded base64. */
    @Nullable
    String base64OrNull() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            absent();
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(parser.getString().replace('-', '+').replace('_', '/'));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IllegalArgumentException e) {
            absent();
            return null;
        }
    }

    <E extends Enum<E>> E enumeration(WireEnums<E> type, E fallback) {
        E value = switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> {
                String numeral = numeral();
                yield numeral == null || numeral.length() > 9 ? null : type.ofNumber(Long.parseLong(numeral));
            }
            case VALUE_STRING -> type.ofName(parser.getString());
            default -> null;
        };
        return value == null ? absent(fallback) : value;
    }

    /** The text of a number or of a string; {@code null} for other tokens and for numerals that nobody could mean. */
    private @Nullable String numeral() {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
                parser.getStringLength() > MAX_NUMERAL ? null : parser.getString();
            default -> null;
        };
    }

    /** Only what JSON calls a number: Java would also take {@code 1d}, {@code 0x1p3} and spaces. */
    private static boolean isNumeral(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (!((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Double parseDouble(String numeral) {
        return switch (numeral) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> parseFinite(numeral);
        };
    }

    private static @Nullable Double parseFinite(String numeral) {
        if (!isNumeral(numeral)) {
            return null;
        }
        try {
            double number = Double.parseDouble(numeral);
            return Double.isInfinite(number) ? null : (Double) number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An integer in any spelling of at most 20 digits, {@code null} for anything else. */
    private static @Nullable BigDecimal integer(String numeral) {
        if (!isNumeral(numeral)) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(numeral);
            if (decimal.signum() == 0) {
                return BigDecimal.ZERO;
            }
            // The digits before the point, without writing out what an exponent of a million stands for.
            long digits = (long) decimal.precision() - decimal.scale();
            return digits > 20 || decimal.stripTrailingZeros().scale() > 0 ? null : decimal;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private long offset() {
        return parser.currentTokenLocation().getByteOffset();
    }

    private <T> T absent(T fallback) {
        absent();
        return fallback;
    }

    private void absent() {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            drop();
        }
    }
}
