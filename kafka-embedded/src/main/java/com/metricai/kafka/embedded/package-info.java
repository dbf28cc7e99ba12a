/** A real Kafka broker (KRaft, one node) in this process, whose data outlives it. */
@NullMarked
package com.metricai.kafka.embedded;

import org.jspecify.annotations.NullMarked;
