package com.metricai.otlp;

import java.util.List;

/** The spans of one resource. */
public record ResourceSpans(Resource resource, List<ScopeSpans> scopeSpans) {
    public ResourceSpans {
        scopeSpans = List.copyOf(scopeSpans);
    }
}
