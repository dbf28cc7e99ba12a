package com.metricai.clickhouse.embedded.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure that the engine reports, in ClickHouse's own words: {@code Code: 60. DB::Exception: ... (UNKNOWN_TABLE)}. */
public final class ChdbException extends RuntimeException {
    /** ClickHouse's number for "something that has no number". */
    private static final int UNKNOWN_EXCEPTION = 1002;

    private static final Pattern CODE = Pattern.compile("Code: (\\d{1,9})\\.");

    private final int code;

    ChdbException(String message) {
        super(message);
        Matcher matcher = CODE.matcher(message);
        this.code = matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN_EXCEPTION;
    }

    /** The same for what the front itself refuses, so that a driver cannot tell the difference. */
    public static ChdbException of(int code, String name, String message) {
        return new ChdbException("Code: %d. DB::Exception: %s. (%s)".formatted(code, message, name));
    }

    /** ClickHouse's error code. */
    public int code() {
        return code;
    }
}
