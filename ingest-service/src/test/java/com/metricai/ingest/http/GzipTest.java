package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final long LIMIT = 1024 * 1024;
    private static final byte[] TEXT = "{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8);

    @Test
    void check_measuresWholeGzip() throws IOException {
        assertThat(Gzip.check(gzip(TEXT), LIMIT)).isEqualTo(new Gzip.Check.Fits(TEXT.length));
        assertThat(Gzip.check(gzip(new byte[0]), LIMIT)).isEqualTo(new Gzip.Check.Fits(0));
    }

    @Test
    void check_addsUpMembers() throws IOException {
        assertThat(Gzip.check(concat(gzip(TEXT), gzip(TEXT)), LIMIT)).isEqualTo(new Gzip.Check.Fits(2L * TEXT.length));
        byte[] half = gzip(new byte[(int) LIMIT / 2 + 1]);
        assertThat(Gzip.check(concat(half, half), LIMIT)).isEqualTo(new Gzip.Check.TooLarge());
    }

    @Test
    void check_skipsOptionalHeaderFields() throws IOException {
        byte[] plain = gzip(TEXT);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        // An extra field of two bytes, a name, a comment; then the header's own checksum.
        header = concat(header, new byte[] {2, 0, 9, 9, 'n', 0, 'c', 0});
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] right = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] wrong = {right[0], (byte) ~right[1]};
        assertThat(Gzip.check(concat(concat(header, right), rest), LIMIT)).isEqualTo(new Gzip.Check.Fits(TEXT.length));
        assertThat(Gzip.check(concat(concat(header, wrong), rest), LIMIT)).isInstanceOf(Gzip.Check.Corrupt.class);
    }

    @Test
    void check_stopsAtTheLimit() throws IOException {
        assertThat(Gzip.check(gzip(new byte[(int) LIMIT]), LIMIT)).isEqualTo(new Gzip.Check.Fits(LIMIT));
        assertThat(Gzip.check(gzip(new byte[(int) LIMIT + 1]), LIMIT)).isEqualTo(new Gzip.Check.TooLarge());
    }

    @Test
    void check_refusesEveryTruncation() throws IOException {
        byte[] whole = gzip(TEXT);
        for (int length = 0; length < whole.length; length++) {
            assertThat(Gzip.check(Arrays.copyOf(whole, length), LIMIT))
                    .as("%d bytes", length)
                    .isInstanceOf(Gzip.Check.Corrupt.class);
        }
    }

    @Test
    void check_refusesGarbageBehindTheEnd() throws IOException {
        assertThat(Gzip.check(concat(gzip(TEXT), new byte[] {0}), LIMIT)).isInstanceOf(Gzip.Check.Corrupt.class);
        assertThat(Gzip.check(concat(gzip(TEXT), TEXT), LIMIT)).isInstanceOf(Gzip.Check.Corrupt.class);
    }

    @Test
    void check_refusesWrongChecksumAndLength() throws IOException {
        byte[] whole = gzip(TEXT);
        for (int back = 1; back <= 8; back++) {
            byte[] damaged = whole.clone();
            damaged[damaged.length - back] ^= 1;
            assertThat(Gzip.check(damaged, LIMIT)).isInstanceOf(Gzip.Check.Corrupt.class);
        }
    }

    @Test
    void check_survivesNoise() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 3) {
                noise[0] = 0x1F;
                noise[1] = (byte) 0x8B;
                noise[2] = 8;
            }
            assertThat(Gzip.check(noise, LIMIT)).isInstanceOf(Gzip.Check.Corrupt.class);
        }
    }

    @Test
    void compress_isReadBack() throws IOException {
        byte[] body = new byte[300_000];
        new Random(1).nextBytes(body);
        byte[] compressed = Gzip.compress(body);
        assertThat(Gzip.check(compressed, LIMIT)).isEqualTo(new Gzip.Check.Fits(body.length));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                .isEqualTo(body);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
