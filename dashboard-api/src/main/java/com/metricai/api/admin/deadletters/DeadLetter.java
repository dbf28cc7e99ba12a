package com.metricai.api.admin.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export that could not be read, without anything that it says.
 *
 * @param org empty when the record does not say; so are the other texts
 * @param reason not_decodable, not_published_by_ingest, not_interpretable, refused_by_the_store; unknown for those of
 *     earlier versions
 * @param detail what was wrong; never a quotation
 * @param exception class
 * @param attempts how often it was tried
 * @param bytes of the body, as sent
 * @param receivedAt by ingest; null when the record does not say
 * @param state waiting, replayed, discarded, or gone: no body was left to replay
 * @param asked replay or discard, when an operator asked for that; null: nobody did
 * @param replayOf the dead letter whose replay failed; null: it is no replay
 */
record DeadLetter(
        long id,
        String org,
        String tokenId,
        String signal,
        String reason,
        String detail,
        String exception,
        long attempts,
        long bytes,
        @Nullable Instant receivedAt,
        Instant deadAt,
        String state,
        @Nullable String asked,
        @Nullable Long replayOf) {

    /**
     * Everything that is known of one.
     *
     * @param traceId x-trace-id of the request: the logs of ingest and the consumer have it
     * @param origin where it was in the ingest topic
     * @param place where its body is in the dead-letter topic
     * @param askedBy an address; null: nobody asked for anything
     * @param settledAt null while it waits
     */
    record Whole(
            DeadLetter deadLetter,
            String contentType,
            String contentEncoding,
            String userAgent,
            String traceId,
            String requestId,
            Place origin,
            Place place,
            @Nullable String askedBy,
            @Nullable Instant askedAt,
            @Nullable Instant settledAt) {}

    /** A record of a topic, and when it was appended. */
    record Place(String topic, int partition, long offset, Instant at) {}

    /** How many there are of a reason, by state. */
    record Count(String reason, long waiting, long replayed, long discarded, long gone) {}
}
