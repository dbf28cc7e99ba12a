package com.metricai.consumer.interpret;

import org.jspecify.annotations.Nullable;

/**
 * One point of a known metric.
 *
 * @param value in the unit of the measure: micro-USD, milliseconds or a count
 * @param series what {@code value} is the running total of, where the point is cumulative; {@code null} for a delta
 */
public record MetricPoint(
        Dimensions dimensions,
        Measure measure,
        long value,
        @Nullable Series series) {
    /**
     * Everything that keeps points apart.
     *
     * @param minute seconds since the epoch, a multiple of 60
     * @param day the UTC day of that minute
     */
    public record Dimensions(
            long minute,
            String day,
            Identity identity,
            String model,
            String tool,
            String status,
            String querySource,
            String agent,
            String decisionSource) {}

    /**
     * A cumulative series.
     *
     * @param key 32 hex digits over the metric's name and all attributes
     * @param startNs the point's startTimeUnixNano: another one starts at zero
     */
    public record Series(String key, long startNs) {}
}
