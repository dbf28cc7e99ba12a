/** Kafka: topics, publishing with acknowledgement, and when to stop taking more. */
@NullMarked
package com.metricai.ingest.queue;

import org.jspecify.annotations.NullMarked;
