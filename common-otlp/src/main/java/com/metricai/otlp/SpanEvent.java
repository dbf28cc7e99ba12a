package com.metricai.otlp;

/**
 * Something that happened within a span.
 *
 * @param timeUnixNano nanoseconds since 1970, unsigned; 0 when unknown
 */
public record SpanEvent(String name, long timeUnixNano, Attributes attributes) {}
