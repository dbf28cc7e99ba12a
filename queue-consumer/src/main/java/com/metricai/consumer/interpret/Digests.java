package com.metricai.consumer.interpret;

import com.metricai.otlp.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Keys of 16 bytes, as 32 hex digits: the first half of a SHA-256, which no two different texts will share. */
final class Digests {
    private static final int BYTES = 16;

    private Digests() {}

    /** Each part goes in with its length before it, so that no two lists read the same. */
    static String of(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
                digest.update(utf8);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String shortened(Fingerprint fingerprint) {
        return fingerprint.hex().substring(0, 2 * BYTES);
    }
}
