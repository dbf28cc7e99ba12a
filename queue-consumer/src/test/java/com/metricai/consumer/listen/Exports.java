package com.metricai.consumer.listen;

import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.otlp.envelope.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as ingest publishes them. */
final class Exports {
    private Exports() {}

    static ConsumerRecord<byte[], byte[]> record(Signal signal, Encoding encoding, boolean gzip, byte[] body) {
        ConsumerRecord<byte[], byte[]> published = new ConsumerRecord<>(Topics.INGEST, 0, 0, null, body);
        new Envelope(
                        "acme",
                        "token",
                        signal,
                        encoding,
                        gzip,
                        Instant.parse("2026-11-22T22:00:00Z"),
                        "00000000-0000-4000-8000-000000000001",
                        "00000000-0000-4000-8000-000000000002",
                        "test",
                        "",
                        "")
                .toHeaders()
                .forEach(published.headers()::add);
        return published;
    }
}
