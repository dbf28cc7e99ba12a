package com.metricai.otlp;

import java.util.List;

/** The metrics of one resource. */
public record ResourceMetrics(Resource resource, List<ScopeMetrics> scopeMetrics) {
    public ResourceMetrics {
        scopeMetrics = List.copyOf(scopeMetrics);
    }
}
