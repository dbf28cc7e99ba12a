package com.metricai.otlp;

import java.util.List;

/** The log records of one scope, in wire order. */
public record ScopeLogs(Scope scope, List<LogRecord> logRecords) {
    public ScopeLogs {
        logRecords = List.copyOf(logRecords);
    }
}
