/** The OTLP/HTTP contract: what is taken, within which bounds, and how it is answered. */
@NullMarked
package com.metricai.ingest.http;

import org.jspecify.annotations.NullMarked;
