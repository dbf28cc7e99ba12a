package com.metricai.otlp;

/** The kind of a span. Declared in the order of the numbers on the wire, 0 to 5. */
public enum SpanKind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
}
