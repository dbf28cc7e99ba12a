package com.metricai.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * An ingest token, {@code mai_} + 32 random letters and digits + 6 of checksum: secret scanners recognise it, and a typo
 * is told apart from a revoked token without a look-up. It holds no comma, equals sign or space, because the client takes
 * it from OTEL_EXPORTER_OTLP_HEADERS, which splits at those.
 *
 * @param text the token, shown once and never stored
 */
public record IngestToken(String text) {
    private static final String PREFIX = "mai_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;

    /** A new token with about 190 random bits. */
    public static IngestToken random(SecureRandom random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new IngestToken(text + checksum(text));
    }

    /** Whether this was once a token of ours: false for a typo or somebody else's secret. */
    public boolean isWellFormed() {
        if (text.length() != PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        int end = text.length() - CHECKSUM_LENGTH;
        return text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** What is stored and compared: SHA-256 over the UTF-8 of the whole token, 32 bytes. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public String lastFour() {
        return text.substring(Math.max(0, text.length() - 4));
    }

    @Override
    public String toString() {
        return "IngestToken[…" + lastFour() + "]";
    }

    private static String checksum(CharSequence text) {
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return digits.toString();
    }
}
