/** The tree of one prompt: query, pure builder, shaping. */
@NullMarked
package com.metricai.api.spans;

import org.jspecify.annotations.NullMarked;
