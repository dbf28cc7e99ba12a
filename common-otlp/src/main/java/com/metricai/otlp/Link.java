package com.metricai.otlp;

/**
 * A reference from one span to another.
 *
 * @param traceId 32 lower-case hex digits, or empty
 * @param spanId 16 lower-case hex digits, or empty
 */
public record Link(String traceId, String spanId, Attributes attributes) {}
