package com.metricai.otlp.decode;

/**
 * How much one body may hold, the same for both encodings. An empty record takes two or three bytes on the wire and a
 * hundred times that in memory: without a bound, a body of a few kilobytes of gzip takes the whole heap. Real clients send
 * at most some thousand records, of twenty to thirty attributes.
 */
final class Limits {
    /** Spans, log records and points that are numbers, together. */
    static final int RECORDS = 100_000;

    /** Everything in lists: records, attributes, elements of values. 64 MiB of real telemetry have fewer. */
    static final int ELEMENTS = 2_000_000;

    private Limits() {}

    static DecodeException tooManyRecords(long offset) {
        return new DecodeException("more than " + RECORDS + " records in one export", offset);
    }

    static DecodeException tooManyElements(long offset) {
        return new DecodeException("more than " + ELEMENTS + " attributes and other elements in one export", offset);
    }
}
