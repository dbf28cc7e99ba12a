/** What travels from ingest to the consumer: exports in their {@code Envelope}, and reports of what each token sent. */
@NullMarked
package com.metricai.otlp.envelope;

import org.jspecify.annotations.NullMarked;
