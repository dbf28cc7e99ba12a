/** Which days are open, and which are recomputed without a mark; pure. */
@NullMarked
package com.metricai.rollup.window;

import org.jspecify.annotations.NullMarked;
