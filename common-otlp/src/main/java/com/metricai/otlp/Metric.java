package com.metricai.otlp;

import java.util.List;

/**
 * One metric with its points. Description and metadata are not kept.
 *
 * @param aggregationTemporality unspecified for gauges and summaries, which have none
 * @param monotonic whether a sum only grows; false for every other kind
 * @param dataPoints empty unless the kind is gauge or sum
 */
public record Metric(
        String name,
        String unit,
        MetricKind kind,
        AggregationTemporality aggregationTemporality,
        boolean monotonic,
        List<NumberDataPoint> dataPoints) {
    public Metric {
        dataPoints = List.copyOf(dataPoints);
    }
}
