package com.metricai.otlp;

import java.util.List;

/** The body of a {@code POST /v1/logs}. */
public record LogsExport(List<ResourceLogs> resourceLogs, int droppedFields) implements Export {
    public LogsExport {
        resourceLogs = List.copyOf(resourceLogs);
    }

    @Override
    public Signal signal() {
        return Signal.LOGS;
    }
}
