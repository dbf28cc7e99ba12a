package com.metricai.faults;

import java.util.Locale;

/** A process of the suite. */
enum Part {
    BROKER,
    CLICKHOUSE,
    INGEST,
    CONSUMER,
    SECOND_CONSUMER,
    ROLLUP,
    DASHBOARD,
    /** All of it in one process, as {@code ./metric-ai up} runs it. */
    STANDALONE;

    /** As it is printed and as its files are called. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
