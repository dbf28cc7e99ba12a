package com.metricai.otlp.envelope;

import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the consumer must know of an export besides its body. It travels in the headers of the Kafka record; the record's
 * value is the body as received, still compressed if it came compressed.
 *
 * @param orgId the org that the token belongs to
 * @param tokenId the id (not the hash) of the token
 * @param gzip whether the body is gzip-compressed
 * @param receivedAt when ingest had the whole body, to the millisecond
 * @param traceId the x-trace-id of the request, a UUID
 * @param requestId the x-request-id of the request, a UUID
 * @param userAgent the client's User-Agent, empty when it sent none
 * @param team the token's, for records that name no team themselves; empty for none
 * @param repo the token's, for records that name no repository themselves; empty for none
 */
public record Envelope(
        String orgId,
        String tokenId,
        Signal signal,
        Encoding encoding,
        boolean gzip,
        Instant receivedAt,
        String traceId,
        String requestId,
        String userAgent,
        String team,
        String repo) {

    /** Names of the Kafka record's headers. */
    public static final String ORG_ID = "org-id";

    public static final String TOKEN_ID = "token-id";
    public static final String SIGNAL = "signal";
    public static final String CONTENT_TYPE = "content-type";
    public static final String CONTENT_ENCODING = "content-encoding";
    public static final String RECEIVED_AT = "received-at";
    public static final String TRACE_ID = "x-trace-id";
    public static final String REQUEST_ID = "x-request-id";
    public static final String USER_AGENT = "user-agent";

    /** Absent when the token has none. */
    public static final String DEFAULT_TEAM = "default-team";

    /** Absent when the token has none. */
    public static final String DEFAULT_REPO = "default-repo";

    /** The headers of the Kafka record, in a stable order. */
    public Map<String, byte[]> toHeaders() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, ORG_ID, orgId);
        put(headers, TOKEN_ID, tokenId);
        put(headers, SIGNAL, signal.wireName());
        put(headers, CONTENT_TYPE, encoding.mediaType());
        put(headers, CONTENT_ENCODING, gzip ? "gzip" : "identity");
        put(headers, RECEIVED_AT, Long.toString(receivedAt.toEpochMilli()));
        put(headers, TRACE_ID, traceId);
        put(headers, REQUEST_ID, requestId);
        put(headers, USER_AGENT, userAgent);
        putUnlessEmpty(headers, DEFAULT_TEAM, team);
        putUnlessEmpty(headers, DEFAULT_REPO, repo);
        return headers;
    }

    /**
     * Reads what {@link #toHeaders()} wrote.
     *
     * @throws IllegalArgumentException when a header is missing or has a value that ingest never writes; the record is
     *     then not ours and belongs into the dead-letter topic
     */
    public static Envelope ofHeaders(Map<String, byte[]> headers) {
        return new Envelope(
                get(headers, ORG_ID),
                get(headers, TOKEN_ID),
                Signal.ofWireName(get(headers, SIGNAL)),
                Encoding.ofMediaType(get(headers, CONTENT_TYPE)),
                "gzip".equals(get(headers, CONTENT_ENCODING)),
                Instant.ofEpochMilli(Long.parseLong(get(headers, RECEIVED_AT))),
                get(headers, TRACE_ID),
                get(headers, REQUEST_ID),
                get(headers, USER_AGENT),
                getOrEmpty(headers, DEFAULT_TEAM),
                getOrEmpty(headers, DEFAULT_REPO));
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void putUnlessEmpty(Map<String, byte[]> headers, String name, String value) {
        if (!value.isEmpty()) {
            put(headers, name, value);
        }
    }

    private static String getOrEmpty(Map<String, byte[]> headers, String name) {
        return headers.containsKey(name) ? get(headers, name) : "";
    }

    private static String get(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return new String(value, StandardCharsets.UTF_8);
    }
}
