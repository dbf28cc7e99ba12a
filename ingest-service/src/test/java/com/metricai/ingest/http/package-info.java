/** Tests. */
@NullMarked
package com.metricai.ingest.http;

import org.jspecify.annotations.NullMarked;
