/**
 * The OTLP model: what an export says, free of its encoding. Names are OTLP's own. The bytes are read by the decode
 * package; the envelope in which they travel is in the envelope package.
 */
@NullMarked
package com.metricai.otlp;

import org.jspecify.annotations.NullMarked;
