package com.metricai.consumer.listen;

import org.springframework.kafka.listener.BatchListenerFailedException;

/** A record that cannot be taken because of what it is; everything before it is stored. */
final class Refusal extends BatchListenerFailedException {
    Refusal(ContentFailure reason, int index) {
        super(String.valueOf(reason.getMessage()), reason, index);
    }
}
