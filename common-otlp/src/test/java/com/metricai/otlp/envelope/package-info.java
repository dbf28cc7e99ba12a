/** Tests of the envelope. */
@NullMarked
package com.metricai.otlp.envelope;

import org.jspecify.annotations.NullMarked;
