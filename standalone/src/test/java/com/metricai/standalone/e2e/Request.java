package com.metricai.standalone.e2e;

import com.metricai.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * One export, ready to be posted.
 *
 * @param file where it was captured, for messages
 * @param body plain, not compressed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(String file, Signal signal, boolean protobuf, boolean gzip, byte[] body) {
    String contentType() {
        return protobuf ? "application/x-protobuf" : "application/json";
    }

    byte[] wire() {
        if (!gzip) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Request zipped(boolean yes) {
        return new Request(file, signal, protobuf, yes, body);
    }

    /** OTLP/JSON of the same export. */
    Request asJson() {
        return protobuf ? new Request(file, signal, false, gzip, ProtobufJson.toJson(signal, body)) : this;
    }

    /** Protobuf of the same export. */
    Request asProtobuf() {
        return protobuf ? this : new Request(file, signal, true, gzip, ProtobufJson.toProtobuf(signal, body));
    }

    @Override
    public String toString() {
        return file;
    }
}
