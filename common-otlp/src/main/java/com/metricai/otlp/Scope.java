package com.metricai.otlp;

/** The instrumentation scope: which part of the client produced the records. */
public record Scope(String name, String version, Attributes attributes) {
    /** A scope that says nothing, also the one that stands where none was sent. */
    public static final Scope EMPTY = new Scope("", "", Attributes.EMPTY);
}
