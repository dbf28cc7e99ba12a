package com.metricai.otlp;

import java.util.List;

/** The log records of one resource. */
public record ResourceLogs(Resource resource, List<ScopeLogs> scopeLogs) {
    public ResourceLogs {
        scopeLogs = List.copyOf(scopeLogs);
    }
}
