/** Tests. */
@NullMarked
package com.metricai.ingest.queue;

import org.jspecify.annotations.NullMarked;
