package com.metricai.consumer.listen;

import com.metricai.otlp.envelope.Topics;
import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import org.sqlite.SQLiteErrorCode;

/**
 * What happens to what fails. By its content: three more tries, then the dead-letter topic, with the reason in headers. By
 * its surroundings (a store that is away, a full disk): tried again for ever with growing pauses, the partitions paused
 * meanwhile; such a record never goes to the dead-letter topic.
 */
public final class FailureHandling {
    private static final long CONTENT_RETRIES = 3;
    private static final long CONTENT_PAUSE_MS = 200;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** SQLite's word for "this row cannot be stored"; every other code is about the file, the disk or a lock. */
    private static final Set<SQLiteErrorCode> ABOUT_THE_ROW = Set.of(
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG,
            SQLiteErrorCode.SQLITE_RANGE);

    private FailureHandling() {}

    /** The container's error handler. */
    public static DefaultErrorHandler handler(KafkaTemplate<byte[], byte[]> deadLetters) {
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                deadLetters, (failed, why) -> new TopicPartition(Topics.DEAD_LETTER, -1));
        recoverer.setAppendOriginalHeaders(false);
        ExponentialBackOff surroundings = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        surroundings.setMaxInterval(LONGEST_PAUSE_MS);
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, surroundings);
        handler.setBackOffFunction((failed, why) ->
                isAboutContent(why) ? new FixedBackOff(CONTENT_PAUSE_MS, CONTENT_RETRIES) : surroundings);
        return handler;
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
