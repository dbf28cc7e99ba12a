package com.metricai.consumer.listen;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.consumer.listen.ContentFailure.Reason;
import com.metricai.otlp.decode.Bodies;
import com.metricai.otlp.decode.DecodeException;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** From a Kafka record to what it says. */
final class ExportReader {
    /** What ingest lets through, and some room. */
    private static final long MAX_BODY_BYTES = 80L * 1024 * 1024;

    private ExportReader() {}

    /**
     * Reads a record.
     *
     * @throws ContentFailure when it cannot be read, now or ever
     */
    static Interpreted read(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope = envelope(record);
        try {
            byte[] body = envelope.gzip() ? Bodies.inflate(record.value(), MAX_BODY_BYTES) : record.value();
            return Interpreter.interpret(envelope, Decoder.decode(envelope.signal(), envelope.encoding(), body));
        } catch (DecodeException e) {
            throw new ContentFailure(Reason.NOT_DECODABLE, "not decodable: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw ContentFailure.notInterpretable(e);
        }
    }

    private static Envelope envelope(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Envelope.ofHeaders(headers(record));
        } catch (RuntimeException e) {
            // Whoever wrote it chose the headers, and what a message quotes of them.
            throw new ContentFailure(
                    Reason.NOT_PUBLISHED_BY_INGEST,
                    "not published by ingest: a header is missing or has a value that ingest never writes",
                    ContentFailure.withoutMessage(e));
        }
    }

    static Map<String, byte[]> headers(ConsumerRecord<?, ?> record) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        return headers;
    }

    /** A header's text; empty when it is not there. */
    static String text(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
