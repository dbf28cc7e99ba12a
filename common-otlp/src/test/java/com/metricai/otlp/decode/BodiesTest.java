package com.metricai.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodiesTest {
    @Test
    void inflate_upToTheLimit_returnsTheBody() {
        byte[] body = "a body".getBytes(StandardCharsets.UTF_8);

        assertThat(Bodies.inflate(gzip(body), body.length)).isEqualTo(body);
        assertThat(Bodies.inflate(gzip(body), Long.MAX_VALUE)).isEqualTo(body);
        assertThat(Bodies.inflate(gzip(new byte[0]), 0)).isEmpty();
    }

    @Test
    void inflate_oneByteAboveTheLimit_isRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Bodies.inflate(gzip(new byte[7]), 6))
                .withMessageContaining("larger than 6 bytes");
    }

    @Test
    void inflate_zipBomb_stopsAtTheLimit() {
        byte[] bomb = gzip(new byte[100_000_000]);

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Bodies.inflate(bomb, 1 << 16))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(1 << 16));
    }

    @Test
    void inflate_cutOff_isRefused() {
        byte[] gzip = gzip("a body that is cut off".getBytes(StandardCharsets.UTF_8));

        for (int length = 0; length < gzip.length; length++) {
            byte[] start = Arrays.copyOf(gzip, length);
            assertThatExceptionOfType(DecodeException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> Bodies.inflate(start, 1000));
        }
    }

    @Test
    void inflate_corrupt_isRefused() {
        byte[] gzip = gzip("a body with a checksum".getBytes(StandardCharsets.UTF_8));
        gzip[gzip.length - 8] ^= 1;

        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Bodies.inflate(gzip, 1000));
    }

    @Test
    void inflate_notGzip_isRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Bodies.inflate("{}".getBytes(StandardCharsets.UTF_8), 1000));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return gzip.toByteArray();
    }
}
