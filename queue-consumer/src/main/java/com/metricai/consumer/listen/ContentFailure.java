package com.metricai.consumer.listen;

/** An export that cannot be taken because of what it is: trying again will not help. Its message never quotes the body. */
final class ContentFailure extends RuntimeException {
    ContentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
