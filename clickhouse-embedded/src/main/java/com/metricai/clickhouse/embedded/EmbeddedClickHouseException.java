package com.metricai.clickhouse.embedded;

/** The engine is there but does not start; the message says why and is fit to be shown to the person who started it. */
public class EmbeddedClickHouseException extends RuntimeException {
    EmbeddedClickHouseException(String message) {
        super(message);
    }

    EmbeddedClickHouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
