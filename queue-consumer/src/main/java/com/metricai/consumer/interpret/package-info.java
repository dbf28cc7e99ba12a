/** From OTLP to rows, as pure functions: no Spring, no Kafka, no JDBC. */
@NullMarked
package com.metricai.consumer.interpret;

import org.jspecify.annotations.NullMarked;
