package com.metricai.faults;

import java.util.Locale;

/** A way over the network, with a {@link Forwarder} in it. */
enum Link {
    /** Between the clients and ingest. */
    CLIENTS,
    /** Between ingest and the broker. */
    INGEST_TO_BROKER,
    /** Between the consumers and the broker. */
    CONSUMER_TO_BROKER,
    CONSUMER_TO_CLICKHOUSE,
    /** Of the rollup and the dashboard. */
    ROLLUP_TO_CLICKHOUSE;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
