/** Logs as flat NDJSON: one JSON object per line. */
@NullMarked
package com.metricai.service.log;

import org.jspecify.annotations.NullMarked;
