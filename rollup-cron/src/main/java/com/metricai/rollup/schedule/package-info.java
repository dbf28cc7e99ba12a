/** When the jobs run. */
@NullMarked
package com.metricai.rollup.schedule;

import org.jspecify.annotations.NullMarked;
