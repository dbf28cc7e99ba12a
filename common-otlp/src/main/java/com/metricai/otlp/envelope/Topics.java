package com.metricai.otlp.envelope;

/** The Kafka topics of the path. */
public final class Topics {
    /** Raw exports as received, one record each; see {@link Envelope}. */
    public static final String INGEST = "metric-ai-otlp-ingest";

    /** Exports that the consumer could not decode or interpret after three retries, with the reason in headers. */
    public static final String DEAD_LETTER = INGEST + "-dlq";

    /** What each token sent, as ingest counted it; see {@link UsageReport}. One partition, so that reports keep their order. */
    public static final String USAGE = "metric-ai-usage";

    private Topics() {}
}
