package com.metricai.ingest.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Collects a body within its bound. Grows with what really came, never with what Content-Length promised; the last step
 * is exact, so that a body of known length is copied no further.
 */
final class BodyBuffer {
    private static final int FIRST = 16 * 1024;
    private static final byte[] EMPTY = new byte[0];

    private final int limit;
    private final int expected;
    private final InFlight.Share share;
    private byte[] bytes = EMPTY;
    private int size;

    /**
     * For one body.
     *
     * @param contentLength as the client says; negative when it does not
     */
    BodyBuffer(int limit, long contentLength, InFlight.Share share) {
        this.limit = limit;
        this.expected = contentLength < 0 ? -1 : (int) Math.min(contentLength, limit);
        this.share = share;
    }

    /**
     * Takes a chunk and releases it.
     *
     * @throws RejectedException when the body is too large, or all bodies together are
     */
    void add(DataBuffer chunk) {
        try {
            int count = chunk.readableByteCount();
            if (count > limit - size) {
                throw new RejectedException(Rejection.tooLarge(limit));
            }
            if (!share.tryTake(count)) {
                throw new RejectedException(Rejection.unavailable(
                        "full", "more is being received than the queue takes: try again in a moment"));
            }
            reserve(size + count);
            chunk.toByteBuffer(chunk.readPosition(), ByteBuffer.wrap(bytes), size, count);
            size += count;
        } finally {
            DataBufferUtils.release(chunk);
        }
    }

    /** The whole body. */
    byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int needed) {
        if (needed <= bytes.length) {
            return;
        }
        long grown = Math.max(needed, Math.max(FIRST, 2L * bytes.length));
        long capped = expected >= needed ? Math.min(grown, expected) : Math.min(grown, limit);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, capped));
    }
}
