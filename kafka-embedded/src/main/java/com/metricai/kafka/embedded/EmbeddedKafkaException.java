package com.metricai.kafka.embedded;

/** The broker could not be started; the message says why and is fit to be shown to the person who started it. */
public final class EmbeddedKafkaException extends RuntimeException {
    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
