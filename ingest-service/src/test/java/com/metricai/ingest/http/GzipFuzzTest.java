package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.metricai.otlp.decode.Bodies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a body holds, the check ends without an exception, and what it lets through the consumer inflates to just that
 * size: else an export would be answered 200 and end among the dead letters. As a plain test it reads the seeds; the execution
 * {@code fuzz} of this module's pom mutates them.
 */
class GzipFuzzTest {
    private static final int LIMIT = 4096;

    /** Found by the fuzzer: a header with a checksum of its own that is wrong, which the consumer does not read. */
    private static final byte[] WRONG_HEADER_SUM = Base64.getDecoder()
            .decode(
                    "H4sIBgYGBgAAAAAAAP+rVipKLc4vLUpODS5IzCtWsoqOrQUAleOwTBQAAAAfiwgAAAAAAAD/q1YqSi3OLy1KTg0uSMwrVrKKjq0FAJXjsEwUAAAA");

    static Stream<Arguments> seeds() {
        byte[] small = Gzip.compress("{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8));
        byte[] withName = small.clone();
        withName[3] = 8;
        return Stream.of(
                        small,
                        new byte[0],
                        Gzip.compress(new byte[0]),
                        Gzip.compress(new byte[LIMIT]),
                        Gzip.compress(new byte[LIMIT + 1]),
                        Arrays.copyOf(small, small.length - 1),
                        Arrays.copyOf(small, small.length + 3),
                        withName,
                        WRONG_HEADER_SUM,
                        twice(small))
                .map(body -> Arguments.of((Object) body));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void check_letsThroughWhatTheConsumerReads(byte[] body) {
        if (Gzip.check(body, LIMIT) instanceof Gzip.Check.Fits(long size)) {
            assertThat(Bodies.inflate(body, LIMIT)).hasSize((int) size);
        }
        // What the fuzzer makes of a body that is whole.
        assertThat(Gzip.check(Gzip.compress(body), body.length)).isEqualTo(new Gzip.Check.Fits(body.length));
    }

    private static byte[] twice(byte[] member) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(member);
        bytes.writeBytes(member);
        return bytes.toByteArray();
    }
}
