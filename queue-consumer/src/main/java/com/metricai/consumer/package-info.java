/** Reads the topic, decodes, interprets and writes spans, events and metric rows, each once. */
@NullMarked
package com.metricai.consumer;

import org.jspecify.annotations.NullMarked;
