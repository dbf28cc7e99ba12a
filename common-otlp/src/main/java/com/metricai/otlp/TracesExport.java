package com.metricai.otlp;

import java.util.List;

/** The body of a {@code POST /v1/traces}. */
public record TracesExport(List<ResourceSpans> resourceSpans, int droppedFields) implements Export {
    public TracesExport {
        resourceSpans = List.copyOf(resourceSpans);
    }

    @Override
    public Signal signal() {
        return Signal.TRACES;
    }
}
