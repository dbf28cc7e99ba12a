package com.metricai.api.spans;

/** Tokens of one or more model requests. */
record Tokens(long input, long output, long cacheRead, long cacheCreation) {
    static final Tokens NONE = new Tokens(0, 0, 0, 0);

    boolean isNone() {
        return equals(NONE);
    }

    Tokens plus(Tokens other) {
        return new Tokens(
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheCreation + other.cacheCreation);
    }
}
