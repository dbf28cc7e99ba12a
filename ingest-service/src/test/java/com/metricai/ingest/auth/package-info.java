/** Tests. */
@NullMarked
package com.metricai.ingest.auth;

import org.jspecify.annotations.NullMarked;
