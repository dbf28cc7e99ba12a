/** Tests of the decoders, with protobuf's own JSON parser as the oracle. */
@NullMarked
package com.metricai.otlp.decode;

import org.jspecify.annotations.NullMarked;
