package com.metricai.clickhouse.embedded;

/** There is no engine for this machine, or it could not be fetched. The message says what to do instead. */
public final class EngineUnavailableException extends RuntimeException {
    private static final String INSTEAD = "; set CLICKHOUSE_URL to a ClickHouse server to use that instead";

    EngineUnavailableException(String reason) {
        super(reason + INSTEAD);
    }

    EngineUnavailableException(String reason, Throwable cause) {
        super(reason + INSTEAD, cause);
    }
}
