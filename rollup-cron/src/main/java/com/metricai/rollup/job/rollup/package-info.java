/** A day of a user in numbers: read what happened, compute the rows (pure), replace them. */
@NullMarked
package com.metricai.rollup.job.rollup;

import org.jspecify.annotations.NullMarked;
