package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A request, ready to be sent.
 *
 * @param id of this run, for messages
 * @param contentType of the body
 * @param wire the body as it is sent
 * @param digest of the body before any compression, which ingest may add: by this it is found again in the topics
 * @param again whether the client sends it a second time after it was answered 200, as one does whose answer got lost
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Export(
        String id,
        Signal signal,
        String contentType,
        boolean gzip,
        byte[] wire,
        String digest,
        Facts facts,
        boolean again) {
    static final String JSON = "application/json";
    static final String PROTOBUF = "application/x-protobuf";

    /** How a body travels. */
    record Manner(boolean protobuf, boolean gzip, boolean again) {
        static final Manner PLAIN = new Manner(false, false, false);
    }

    /** An export of OTLP/JSON, which may be sent as protobuf. */
    static Export of(String id, Signal signal, byte[] json, Manner manner) {
        byte[] body = manner.protobuf ? Protobuf.of(signal, json) : json;
        return of(id, signal, body, manner, FactsReader.read(signal, json));
    }

    static Export of(String id, Signal signal, byte[] body, Manner manner, Facts facts) {
        byte[] wire = manner.gzip ? zipped(body) : body;
        return new Export(
                id, signal, manner.protobuf ? PROTOBUF : JSON, manner.gzip, wire, digest(body), facts, manner.again);
    }

    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
