package com.metricai.otlp;

/** Which of the data shapes a metric has. Points are decoded for {@link #GAUGE} and {@link #SUM} only. */
public enum MetricKind {
    /** No data, or of a kind that OTLP did not have when this was written. */
    NONE,
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY
}
