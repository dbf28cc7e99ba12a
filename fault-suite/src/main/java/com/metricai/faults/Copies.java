package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of one body as many as are wanted, as if other people had sent them at another time: every session, prompt, trace,
 * span, request and tool call has an id of its own in each copy, and so has the person, the same in all bodies of that copy. Metrics get sessions
 * that no other metrics have: so each of their exports is known by its sessions, and what it counts is looked at by itself.
 */
final class Copies {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern HEX_ID =
            Pattern.compile("(\"(?:traceId|spanId|parentSpanId)\"\\s*:\\s*\")([0-9a-f]+)(?=\")");
    /** {@code user} is what a machine's own resource attributes say, and goes before {@code user.id}. */
    private static final Pattern PERSON = Pattern.compile(
            "(\"key\"\\s*:\\s*\"user(?:\\.id)?\"\\s*,\\s*\"value\"\\s*:\\s*\\{\\s*\"stringValue\"\\s*:\\s*\")([^\"]+)(?=\")");

    private static final Pattern PREFIXED = Pattern.compile("\"((?:req|toolu)_)([A-Za-z0-9]+)(?=\")");
    private static final Pattern NANOS =
            Pattern.compile("(\"(?:start|end|observed)?[tT]imeUnixNano\"\\s*:\\s*\")(\\d{16,})(?=\")");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\"key\"\\s*:\\s*\"event\\.timestamp\"\\s*,\\s*\"value\"\\s*:\\s*\\{\\s*\"stringValue\"\\s*:\\s*\")([^\"]+)(?=\")");

    private Copies() {}

    /**
     * A copy.
     *
     * @param copy the same for all bodies of one copy
     * @param file tells apart the metrics of a copy; empty for those that go by the same sessions as its events
     */
    static byte[] of(byte[] body, Signal signal, String copy, String file, Duration later) {
        String key = signal == Signal.METRICS && !file.isEmpty() ? copy + "/" + file : copy;
        String text = new String(body, StandardCharsets.UTF_8);
        text = UUID.matcher(text).replaceAll(found -> uuid(digest(key + found.group())));
        text = HEX_ID.matcher(text)
                .replaceAll(found -> found.group(1)
                        + digest(copy + found.group(2))
                                .substring(0, found.group(2).length()));
        text = PERSON.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + found.group(2) + "-" + digest(copy).substring(0, 8)));
        text = PREFIXED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\"" + found.group(1) + digest(copy + found.group(2)).substring(0, 24)));
        text = NANOS.matcher(text)
                .replaceAll(found -> found.group(1) + Math.addExact(Long.parseLong(found.group(2)), later.toNanos()));
        text = TIMESTAMP
                .matcher(text)
                .replaceAll(found -> found.group(1)
                        + milliseconds(Instant.parse(found.group(2)).plus(later)));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String milliseconds(Instant instant) {
        String text = Instant.ofEpochMilli(instant.toEpochMilli()).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private static String uuid(String hex) {
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20, 32));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
