package com.metricai.otlp;

import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.StringValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads an attribute's value as the wanted type, whichever type it was sent as. */
final class Lenient {
    /** The longest numeral that is tried; no 64-bit number needs more, and BigDecimal takes quadratic time. */
    private static final int MAX_NUMERAL = 64;

    private static final double TWO_TO_THE_63 = 0x1p63;

    private Lenient() {}

    static @Nullable String string(@Nullable AnyValue value) {
        return switch (value) {
            case StringValue(String s) -> s;
            case IntValue(long n) -> Long.toString(n);
            case DoubleValue(double d) -> isLong(d) ? Long.toString((long) d) : Double.toString(d);
            case BoolValue(boolean b) -> Boolean.toString(b);
            case null, default -> null;
        };
    }

    static @Nullable Long longValue(@Nullable AnyValue value) {
        return switch (value) {
            case IntValue(long n) -> n;
            case DoubleValue(double d) -> isLong(d) ? (Long) (long) d : null;
            case StringValue(String s) -> parseLong(s);
            case null, default -> null;
        };
    }

    static @Nullable Double doubleValue(@Nullable AnyValue value) {
        return switch (value) {
            case DoubleValue(double d) -> d;
            case IntValue(long n) -> (double) n;
            case StringValue(String s) -> parseDouble(s);
            case null, default -> null;
        };
    }

    static @Nullable Boolean bool(@Nullable AnyValue value) {
        return switch (value) {
            case BoolValue(boolean b) -> b;
            case StringValue(String s) ->
                switch (s) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                };
            case null, default -> null;
        };
    }

    /** Whether the double is integral and within the range of long, so that the cast is exact. */
    static boolean isLong(double d) {
        return d == Math.rint(d) && d >= -TWO_TO_THE_63 && d < TWO_TO_THE_63;
    }

    private static @Nullable Long parseLong(String s) {
        BigDecimal decimal = parseDecimal(s);
        if (decimal == null) {
            return null;
        }
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Double parseDouble(String s) {
        BigDecimal decimal = parseDecimal(s);
        if (decimal == null) {
            return null;
        }
        double number = decimal.doubleValue();
        return Double.isInfinite(number) ? null : (Double) number;
    }

    private static @Nullable BigDecimal parseDecimal(String s) {
        // The first character decides most cases without the cost of an exception.
        if (s.isEmpty() || s.length() > MAX_NUMERAL || Character.isLetter(s.charAt(0))) {
            return null;
        }
        try {
            return new BigDecimal(s);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
