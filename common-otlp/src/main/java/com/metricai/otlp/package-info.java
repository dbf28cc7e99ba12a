/** The OTLP model, its JSON and protobuf decoders as pure functions from bytes, and the envelope in which exports travel through Kafka. */
@NullMarked
package com.metricai.otlp;

import org.jspecify.annotations.NullMarked;
