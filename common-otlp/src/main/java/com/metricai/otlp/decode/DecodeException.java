package com.metricai.otlp.decode;

/**
 * The body as a whole cannot be read; trying again cannot help. The message tells what is wrong and where, and never
 * quotes the body, which may hold prompts: for the same reason there is no cause.
 */
public final class DecodeException extends RuntimeException {
    private final long offset;

    DecodeException(String reason, long offset) {
        super(offset < 0 ? reason : reason + " at byte " + offset);
        this.offset = offset;
    }

    /** Where reading stopped, in bytes from the start of the uncompressed body; -1 when unknown. */
    public long offset() {
        return offset;
    }
}
