package com.metricai.otlp;

/** The value of a point. */
public sealed interface PointValue {
    /** The value that stands where none was sent, or one that could not be read. */
    PointValue NONE = new NoValue();

    record IntPoint(long value) implements PointValue {}

    /** May be NaN or infinite: whoever adds must look first. */
    record DoublePoint(double value) implements PointValue {}

    record NoValue() implements PointValue {}
}
