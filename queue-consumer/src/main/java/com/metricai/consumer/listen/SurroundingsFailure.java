package com.metricai.consumer.listen;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * A store that is away, a full disk, a lock. A class of its own beside {@link Refusal}: when the class of a record's failure
 * changes, its retries are counted afresh.
 */
final class SurroundingsFailure extends BatchListenerFailedException {
    SurroundingsFailure(RuntimeException cause, int index) {
        super("a store did not take the batch: " + cause.getClass().getName(), cause, index);
    }
}
