/** Tests of the model. */
@NullMarked
package com.metricai.otlp;

import org.jspecify.annotations.NullMarked;
