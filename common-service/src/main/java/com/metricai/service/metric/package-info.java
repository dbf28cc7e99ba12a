/** Counting in the words of the books that must balance. */
@NullMarked
package com.metricai.service.metric;

import org.jspecify.annotations.NullMarked;
