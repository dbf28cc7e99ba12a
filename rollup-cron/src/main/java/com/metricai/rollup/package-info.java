/** Keeps the daily rollups up to date and enforces retention. */
@NullMarked
package com.metricai.rollup;

import org.jspecify.annotations.NullMarked;
