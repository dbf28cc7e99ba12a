package com.metricai.otlp;

import java.util.List;

/** The body of a {@code POST /v1/metrics}. */
public record MetricsExport(List<ResourceMetrics> resourceMetrics, int droppedFields) implements Export {
    public MetricsExport {
        resourceMetrics = List.copyOf(resourceMetrics);
    }

    @Override
    public Signal signal() {
        return Signal.METRICS;
    }
}
