/** Load on a running ingest; started by hand. */
@NullMarked
package com.metricai.ingest.bench;

import org.jspecify.annotations.NullMarked;
