package com.metricai.store.clickhouse;

import com.clickhouse.client.api.ServerException;
import java.util.Set;

/** ClickHouse did not answer, or not with what it was asked for. Trying again later may help. */
public final class ClickHouseAway extends RuntimeException {
    /**
     * ClickHouse's numbers for "this row cannot be read or stored": cannot parse (6, 26, 27, 38, 41, 72), incorrect data (117),
     * type mismatch (53), cannot convert (70), out of bounds (69, 321), too large a string (131), a violated constraint (469).
     */
    private static final Set<Integer> ABOUT_A_ROW = Set.of(6, 26, 27, 38, 41, 53, 69, 70, 72, 117, 131, 321, 469);

    public ClickHouseAway(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a row is what it refused: trying the same rows again will not help. */
    public boolean isAboutARow() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                return ABOUT_A_ROW.contains(server.getCode());
            }
        }
        return false;
    }
}
