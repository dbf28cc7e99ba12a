/** How an export travels from ingest to the consumer: topic names, header names and the {@code Envelope} record. */
@NullMarked
package com.metricai.otlp.envelope;

import org.jspecify.annotations.NullMarked;
