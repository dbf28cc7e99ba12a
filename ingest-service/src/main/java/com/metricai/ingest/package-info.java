/** Takes OTLP over HTTP, checks the token and publishes the raw bytes to Kafka. */
@NullMarked
package com.metricai.ingest;

import org.jspecify.annotations.NullMarked;
