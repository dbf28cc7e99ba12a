/** Deletes a person's rows from both stores, until nothing of them can be read from the files either. */
@NullMarked
package com.metricai.rollup.job.erasure;

import org.jspecify.annotations.NullMarked;
