package com.metricai.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/**
 * Checks and makes gzip (RFC 1952). The check is stricter than {@link java.util.zip.GZIPInputStream}, which takes garbage
 * behind the last member for its end: what it lets through, the consumer can read whole.
 */
final class Gzip {
    /** What a body is, once inflated. */
    sealed interface Check {
        /** Whole and within the limit. */
        record Fits(long size) implements Check {}

        /** Larger than the limit; it was not inflated further. */
        record TooLarge() implements Check {}

        /** Not gzip, cut off, damaged, or with something behind its end. */
        record Corrupt(String why) implements Check {}
    }

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int FLAGS_AT = 3;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int RESERVED_FLAGS = 0xE0;
    private static final int BUFFER = 16 * 1024;

    private Gzip() {}

    /** Inflates the body into nothing, member by member, and stops as soon as the limit is passed. */
    static Check check(byte[] body, long limit) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] sink = new byte[BUFFER];
            long size = 0;
            int at = 0;
            do {
                int data = skipHeader(body, at);
                if (data < 0) {
                    return new Check.Corrupt(at == 0 ? "it does not begin like gzip" : "there is more behind its end");
                }
                inflater.reset();
                inflater.setInput(body, data, body.length - data);
                CRC32 crc = new CRC32();
                long memberSize = 0;
                while (!inflater.finished()) {
                    int count = inflater.inflate(sink);
                    if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                        return new Check.Corrupt("it is cut off");
                    }
                    crc.update(sink, 0, count);
                    memberSize += count;
                    if (size + memberSize > limit) {
                        return new Check.TooLarge();
                    }
                }
                int trailer = data + (int) inflater.getBytesRead();
                if (body.length - trailer < TRAILER) {
                    return new Check.Corrupt("it is cut off");
                }
                if (int32(body, trailer) != crc.getValue() || int32(body, trailer + 4) != (memberSize & 0xFFFFFFFFL)) {
                    return new Check.Corrupt("its checksum is wrong");
                }
                size += memberSize;
                at = trailer + TRAILER;
            } while (at < body.length);
            return new Check.Fits(size);
        } catch (DataFormatException e) {
            return new Check.Corrupt("its data is damaged");
        } finally {
            inflater.end();
        }
    }

    /** The size that the last member says it has, inflated; 0 when it says nothing. {@link #check} finds out what is true. */
    static long claimedSize(byte[] body) {
        return body.length < TRAILER ? 0 : int32(body, body.length - Integer.BYTES);
    }

    /** Compresses for the way through Kafka: fast rather than small. */
    static byte[] compress(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(BUFFER, body.length / 4));
        try (FastGzip out = new FastGzip(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Where the compressed data of the member begins; -1 when no gzip header is there. */
    private static int skipHeader(byte[] body, int at) {
        if (body.length - at < HEADER
                || (body[at] & 0xFF) != 0x1F
                || (body[at + 1] & 0xFF) != 0x8B
                || body[at + 2] != Deflater.DEFLATED) {
            return -1;
        }
        int flags = body[at + FLAGS_AT] & 0xFF;
        if ((flags & RESERVED_FLAGS) != 0) {
            return -1;
        }
        int next = at + HEADER;
        if ((flags & FLAG_EXTRA) != 0) {
            if (body.length - next < 2) {
                return -1;
            }
            next += 2 + (body[next] & 0xFF) + ((body[next + 1] & 0xFF) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            next = skipText(body, next);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            next = skipText(body, next);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            if (body.length - next < 2 || !isHeaderSum(body, at, next)) {
                return -1;
            }
            next += 2;
        }
        return next > body.length ? -1 : next;
    }

    /** Whether the two bytes behind a header are its checksum: the consumer's reader looks at it, too. */
    private static boolean isHeaderSum(byte[] body, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(body, from, to - from);
        return (crc.getValue() & 0xFFFF) == ((body[to] & 0xFF) | ((body[to + 1] & 0xFF) << 8));
    }

    /** Behind the zero that ends a text; behind the body when none does. */
    private static int skipText(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static long int32(byte[] body, int at) {
        return (body[at] & 0xFFL)
                | (body[at + 1] & 0xFFL) << 8
                | (body[at + 2] & 0xFFL) << 16
                | (body[at + 3] & 0xFFL) << 24;
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
