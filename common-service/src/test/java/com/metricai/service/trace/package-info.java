/** Tests. */
@NullMarked
package com.metricai.service.trace;

import org.jspecify.annotations.NullMarked;
