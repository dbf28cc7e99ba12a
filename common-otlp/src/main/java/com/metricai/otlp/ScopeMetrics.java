package com.metricai.otlp;

import java.util.List;

/** The metrics of one scope, in wire order. */
public record ScopeMetrics(Scope scope, List<Metric> metrics) {
    public ScopeMetrics {
        metrics = List.copyOf(metrics);
    }
}
