package com.metricai.otlp;

/**
 * One attribute as sent.
 *
 * @param key empty when none was sent
 */
public record KeyValue(String key, AnyValue value) {}
