/** Takes OTLP over HTTP, checks the token and publishes the raw bytes: {@code http → auth → queue}. Decodes nothing. */
@NullMarked
package com.metricai.ingest;

import org.jspecify.annotations.NullMarked;
