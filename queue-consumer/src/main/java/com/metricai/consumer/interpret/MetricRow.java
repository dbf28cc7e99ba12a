package com.metricai.consumer.interpret;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code metric_ai_metrics}: what one export says about one minute and dimension set.
 *
 * @param measures the non-zero ones
 */
public record MetricRow(MetricPoint.Dimensions dimensions, Map<Measure, Long> measures) {
    public MetricRow {
        measures = Map.copyOf(measures);
    }

    /** Adds up points whose values are deltas; points of value 0 leave no trace. */
    public static List<MetricRow> of(List<MetricPoint> deltas) {
        Map<MetricPoint.Dimensions, Map<Measure, Long>> rows = new LinkedHashMap<>();
        for (MetricPoint point : deltas) {
            if (point.value() != 0) {
                rows.computeIfAbsent(point.dimensions(), dimensions -> new EnumMap<>(Measure.class))
                        .merge(point.measure(), point.value(), Long::sum);
            }
        }
        return rows.entrySet().stream()
                .map(row -> new MetricRow(row.getKey(), row.getValue()))
                .toList();
    }
}
