package com.metricai.otlp;

/** One request of a client: resources, their scopes, their records. Empty lists are legal at every level. */
public sealed interface Export permits TracesExport, MetricsExport, LogsExport {
    Signal signal();

    /**
     * How many malformed fields and list elements were dropped while decoding; what they belong to was kept. A field that
     * the model does not have is skipped and not counted.
     */
    int droppedFields();
}
