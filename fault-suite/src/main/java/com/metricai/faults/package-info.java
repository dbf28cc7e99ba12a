/** The suite as separate processes, what may happen to them, and the count afterwards. */
@NullMarked
package com.metricai.faults;

import org.jspecify.annotations.NullMarked;
