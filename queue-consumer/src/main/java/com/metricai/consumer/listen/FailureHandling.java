package com.metricai.consumer.listen;

import com.metricai.otlp.envelope.Envelope;
import com.metricai.otlp.envelope.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import org.sqlite.SQLiteErrorCode;

/**
 * What happens to what fails. By its content: three more tries at once, then the dead-letter topic, with the reason in headers. By
 * its surroundings (a store that is away, a full disk): tried again for ever with growing pauses, the partitions paused
 * meanwhile; such a record never goes to the dead-letter topic.
 */
public final class FailureHandling {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandling.class);
    private static final long CONTENT_RETRIES = 3;
    /** None: what stands in the bytes does not change by waiting, and everything behind it in the partition would wait too. */
    private static final long CONTENT_PAUSE_MS = 0;

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** SQLite's word for "this row cannot be stored"; every other code is about the file, the disk or a lock. */
    private static final Set<SQLiteErrorCode> ABOUT_THE_ROW = Set.of(
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG,
            SQLiteErrorCode.SQLITE_RANGE);

    private FailureHandling() {}

    /** For exports. Each dead letter is a line in the log, and counted. */
    public static DefaultErrorHandler handler(KafkaTemplate<byte[], byte[]> deadLetters, MeterRegistry registry) {
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                deadLetters, (failed, why) -> new TopicPartition(Topics.DEAD_LETTER, -1));
        recoverer.setAppendOriginalHeaders(false);
        // Both may quote the body.
        recoverer.excludeHeader(HeadersToAdd.EX_MSG, HeadersToAdd.EX_STACKTRACE);
        recoverer.setHeadersFunction((failed, why) -> DeadLetterHeaders.of(why, 1 + CONTENT_RETRIES));
        Counter deadLettered = registry.counter("metric_ai.dead_lettered");
        ExponentialBackOff surroundings = growingPauses();
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (failed, why) -> {
                    recoverer.accept(failed, why);
                    deadLettered.increment();
                    LOG.atError()
                            .addKeyValue("orgId", BatchListener.text(failed, Envelope.ORG_ID))
                            .addKeyValue("traceId", BatchListener.text(failed, Envelope.TRACE_ID))
                            .addKeyValue("requestId", BatchListener.text(failed, Envelope.REQUEST_ID))
                            .addKeyValue("partition", failed.partition())
                            .addKeyValue("offset", failed.offset())
                            .log("export put to the dead letters");
                },
                surroundings);
        // Spring takes some classes for hopeless wherever they stand among the causes, and would give up the first
        // record for
        // a mistake in what was made of another.
        handler.setClassifications(Map.of(), true);
        handler.setBackOffFunction((failed, why) ->
                isAboutContent(why) ? new FixedBackOff(CONTENT_PAUSE_MS, CONTENT_RETRIES) : surroundings);
        return handler;
    }

    /** For what nobody would read among dead letters: tried again for ever with growing pauses. */
    public static DefaultErrorHandler untilItSucceeds() {
        return new DefaultErrorHandler(growingPauses());
    }

    private static ExponentialBackOff growingPauses() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        return pauses;
    }

    /** Whether trying again cannot help. */
    static boolean isAboutContent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SurroundingsFailure) {
                return false;
            }
            if (cause instanceof ContentFailure) {
                return true;
            }
            if (cause instanceof SQLException sql && isSqlite(sql)) {
                int primary = sql.getErrorCode() & 0xff;
                return ABOUT_THE_ROW.stream().anyMatch(code -> (code.code & 0xff) == primary);
            }
        }
        return false;
    }

    private static boolean isSqlite(SQLException sql) {
        return sql.getClass().getPackageName().equals("org.sqlite");
    }
}
