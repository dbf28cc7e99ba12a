package com.metricai.otlp;

/** The code of a span's status. Declared in the order of the numbers on the wire, 0 to 2. */
public enum StatusCode {
    UNSET,
    OK,
    ERROR
}
