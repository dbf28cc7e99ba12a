package com.metricai.otlp.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trace and span ids. */
final class Ids {
    /** Of a trace id, in bytes. */
    static final int TRACE = 16;

    /** Of a span id, in bytes. */
    static final int SPAN = 8;

    private Ids() {}

    /**
     * Lower-case hex of the id; empty when it is empty or all zeros, which OTLP calls invalid and some clients send for
     * "none"; {@code null} when it has another length than it should or is not hex.
     */
    static @Nullable String ofHex(String hex, int bytes) {
        if (hex.isEmpty()) {
            return "";
        }
        if (hex.length() != 2 * bytes) {
            return null;
        }
        boolean zero = true;
        boolean lower = true;
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if (c >= 'A' && c <= 'F') {
                lower = false;
            } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return null;
            }
            zero &= c == '0';
        }
        if (zero) {
            return "";
        }
        return lower ? hex : hex.toLowerCase(Locale.ROOT);
    }
}
