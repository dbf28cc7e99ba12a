package com.metricai.store.clickhouse;

/** ClickHouse did not answer, or not with what it was asked for. Trying again later may help. */
public final class ClickHouseAway extends RuntimeException {
    public ClickHouseAway(String message, Throwable cause) {
        super(message, cause);
    }
}
