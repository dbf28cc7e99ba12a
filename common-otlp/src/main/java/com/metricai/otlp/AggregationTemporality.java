package com.metricai.otlp;

/** Whether a point tells the change since the last one or the total. Declared in the order of the numbers on the wire, 0 to 2. */
public enum AggregationTemporality {
    UNSPECIFIED,
    DELTA,
    CUMULATIVE
}
