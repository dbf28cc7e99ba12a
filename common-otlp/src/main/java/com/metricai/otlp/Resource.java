package com.metricai.otlp;

/** What sent the records: the process, its host, and whatever OTEL_RESOURCE_ATTRIBUTES says. */
public record Resource(Attributes attributes) {
    /** A resource that says nothing, also the one that stands where none was sent. */
    public static final Resource EMPTY = new Resource(Attributes.EMPTY);
}
