package com.metricai.otlp.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Bodies before decoding. */
public final class Bodies {
    /** Room for the header that a JVM puts before an array. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private Bodies() {}

    /**
     * Inflates a gzip-compressed body. No more than {@code maxBytes} and one byte are ever inflated, so that a zip bomb
     * costs no more than an honest body.
     *
     * @throws DecodeException when the body is not gzip, is cut off or corrupt, or has more than {@code maxBytes} bytes
     */
    @SuppressWarnings("UnusedException") // See DecodeException: it has no cause.
    public static byte[] inflate(byte[] gzip, long maxBytes) {
        int limit = (int) Math.min(maxBytes, MAX_ARRAY - 1);
        byte[] body;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 8192)) {
            body = in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new DecodeException("the body is not gzip, or cut off or corrupt", -1);
        }
        if (body.length > limit) {
            throw new DecodeException("the inflated body is larger than " + maxBytes + " bytes", limit);
        }
        return body;
    }
}
