package com.metricai.store.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ClickHouse did not answer, or not with what it was asked for. Trying again later may help. What ClickHouse itself says
 * quotes statements and rows, with people's names in them: of that the code and its name are kept.
 */
public final class ClickHouseAway extends RuntimeException {
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)");
    private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]{2,})\\)");

    public ClickHouseAway(String message, Throwable cause) {
        String answer = answer(cause);
        super(answer == null ? message : message + ": " + answer, answer == null ? cause : null);
    }

    /** In short; null when it is no answer of ClickHouse that the failure tells of. */
    private static @Nullable String answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            Matcher code = CODE.matcher(text);
            if (code.find()) {
                String name = NAME.matcher(text)
                        .results()
                        .reduce((first, last) -> last)
                        .map(last -> " " + last.group(1))
                        .orElse("");
                return "ClickHouse answered with code " + code.group(1) + name;
            }
        }
        return null;
    }
}
