package com.metricai.service.trace;

import com.metricai.service.log.NdjsonEncoder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The ids that follow a request through services, Kafka headers and logs.
 *
 * @param traceId one chain of causes, a UUID in lower case
 * @param requestId one request, a UUID in lower case
 */
public record TraceIds(String traceId, String requestId) {
    /** Names of the HTTP headers, in requests and responses. */
    public static final String TRACE_HEADER = "x-trace-id";

    public static final String REQUEST_HEADER = "x-request-id";

    private static final int UUID_LENGTH = 36;

    /** New ids. */
    public static TraceIds make() {
        return of(null, null);
    }

    /** Takes what are UUIDs, and makes the rest: an id from outside is put into logs and headers, so it must be one. */
    public static TraceIds of(@Nullable String traceId, @Nullable String requestId) {
        return new TraceIds(uuid(traceId), uuid(requestId));
    }

    /** Adds both ids to a log line, for code that cannot use the MDC because it changes threads. */
    public LoggingEventBuilder addTo(LoggingEventBuilder line) {
        return line.addKeyValue(NdjsonEncoder.TRACE_ID, traceId).addKeyValue(NdjsonEncoder.REQUEST_ID, requestId);
    }

    private static String uuid(@Nullable String candidate) {
        // UUID.fromString alone also takes "1-2-3-4-5".
        if (candidate != null && candidate.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(candidate).toString();
            } catch (IllegalArgumentException e) {
                return UUID.randomUUID().toString();
            }
        }
        return UUID.randomUUID().toString();
    }
}
