/** Tests. */
@NullMarked
package com.metricai.ingest;

import org.jspecify.annotations.NullMarked;
