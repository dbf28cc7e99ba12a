package com.metricai.otlp;

/**
 * One point of a gauge or a sum. Exemplars are not kept.
 *
 * @param startTimeUnixNano nanoseconds since 1970, unsigned; when the counting of this series began, 0 when unknown
 * @param timeUnixNano nanoseconds since 1970, unsigned
 * @param flags 1 means that there is no recorded value
 */
public record NumberDataPoint(
        Attributes attributes, long startTimeUnixNano, long timeUnixNano, PointValue value, int flags) {}
