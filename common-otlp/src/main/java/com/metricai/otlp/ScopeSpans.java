package com.metricai.otlp;

import java.util.List;

/** The spans of one scope, in wire order. */
public record ScopeSpans(Scope scope, List<Span> spans) {
    public ScopeSpans {
        spans = List.copyOf(spans);
    }
}
