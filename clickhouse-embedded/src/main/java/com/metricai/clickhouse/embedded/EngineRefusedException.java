package com.metricai.clickhouse.embedded;

/** The engine does not open its directory, mostly because what is in it is damaged. */
public final class EngineRefusedException extends EmbeddedClickHouseException {
    EngineRefusedException(String message) {
        super(message);
    }
}
