/** Tests. */
@NullMarked
package com.metricai.ingest.usage;

import org.jspecify.annotations.NullMarked;
