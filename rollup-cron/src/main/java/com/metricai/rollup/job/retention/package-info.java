/** Deletes what is older than its limit, in small batches. */
@NullMarked
package com.metricai.rollup.job.retention;

import org.jspecify.annotations.NullMarked;
