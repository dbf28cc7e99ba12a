/** From bytes to the model and nothing else: pure functions, one reader per OTLP message and encoding. */
@NullMarked
package com.metricai.otlp.decode;

import org.jspecify.annotations.NullMarked;
