package com.metricai.otlp;

import java.util.Locale;

/** The three OTLP signals that Claude Code exports, each on its own path. */
public enum Signal {
    TRACES,
    METRICS,
    LOGS;

    /** The path segment and the header value: {@code traces}, {@code metrics} or {@code logs}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reverse of {@link #wireName()}.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static Signal ofWireName(String wireName) {
        for (Signal signal : values()) {
            if (signal.wireName().equals(wireName)) {
                return signal;
            }
        }
        throw new IllegalArgumentException("not a signal: " + wireName + " (traces, metrics or logs)");
    }
}
