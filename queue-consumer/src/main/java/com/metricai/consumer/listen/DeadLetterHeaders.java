package com.metricai.consumer.listen;

import com.metricai.consumer.write.DeadLetterTable.Row;
import com.metricai.otlp.envelope.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * What the headers of a dead letter say beside those of its {@link Envelope}. Origin and exception are written by Spring's
 * recoverer under its own names ({@code kafka_dlt-…}); reason, detail and attempts by us.
 */
final class DeadLetterHeaders {
    /** Of a record that was replayed: the id of its dead letter. It stays when the record fails again. */
    static final String REPLAY_OF = "dead-letter-replay-of";

    private static final String PREFIX = "dead-letter-";
    private static final String REASON = PREFIX + "reason";
    private static final String DETAIL = PREFIX + "detail";
    private static final String EXCEPTION = PREFIX + "exception";
    private static final String ATTEMPTS = PREFIX + "attempts";
    private static final String SPRINGS = "kafka_dlt-";

    private DeadLetterHeaders() {}

    /**
     * Why a record failed, to be added to its headers.
     *
     * @param attempts how often it was tried
     */
    static Headers of(Throwable failure, long attempts) {
        Headers headers = new RecordHeaders();
        Optional<ContentFailure> content = contentFailure(failure);
        Throwable root = root(failure);
        add(
                headers,
                REASON,
                content.map(ContentFailure::reason)
                        .orElse(ContentFailure.Reason.REFUSED_BY_THE_STORE)
                        .wireName());
        add(headers, DETAIL, content.map(ContentFailure::getMessage).orElse(""));
        add(headers, EXCEPTION, root.getClass().getName());
        add(headers, ATTEMPTS, Long.toString(attempts));
        return headers;
    }

    /** A record of the dead-letter topic as a row; what its headers do not say is empty. */
    static Row row(ConsumerRecord<byte[], byte[]> dead) {
        Map<String, byte[]> headers = ExportReader.headers(dead);
        return new Row(
                ExportReader.text(headers, Envelope.ORG_ID),
                ExportReader.text(headers, Envelope.TOKEN_ID),
                ExportReader.text(headers, Envelope.SIGNAL),
                ExportReader.text(headers, REASON).isEmpty() ? "unknown" : ExportReader.text(headers, REASON),
                ExportReader.text(headers, DETAIL),
                ExportReader.text(headers, EXCEPTION),
                number(headers, ATTEMPTS).orElse(0L),
                dead.value() == null ? 0 : dead.value().length,
                ExportReader.text(headers, Envelope.CONTENT_TYPE),
                ExportReader.text(headers, Envelope.CONTENT_ENCODING),
                ExportReader.text(headers, Envelope.USER_AGENT),
                ExportReader.text(headers, Envelope.TRACE_ID),
                ExportReader.text(headers, Envelope.REQUEST_ID),
                number(headers, Envelope.RECEIVED_AT).orElse(null),
                (int) binary(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION, dead.partition()),
                binary(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET, dead.offset()),
                binary(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, dead.timestamp()),
                dead.partition(),
                dead.offset(),
                dead.timestamp(),
                number(headers, REPLAY_OF).orElse(null));
    }

    /** Those that the record had before it failed. */
    static Headers ofOriginal(ConsumerRecord<byte[], byte[]> dead) {
        Headers headers = new RecordHeaders();
        dead.headers().forEach(header -> {
            if (!header.key().startsWith(PREFIX) && !header.key().startsWith(SPRINGS)) {
                headers.add(header);
            }
        });
        return headers;
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<ContentFailure> contentFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentFailure content) {
                return Optional.of(content);
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Optional<Long> number(Map<String, byte[]> headers, String name) {
        try {
            return Optional.of(Long.valueOf(ExportReader.text(headers, name)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long binary(Map<String, byte[]> headers, String name, long otherwise) {
        byte @Nullable [] value = headers.get(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value.length) {
            case Integer.BYTES -> ByteBuffer.wrap(value).getInt();
            case Long.BYTES -> ByteBuffer.wrap(value).getLong();
            default -> otherwise;
        };
    }
}
