package com.metricai.store.clickhouse;

import com.clickhouse.client.api.ServerException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ClickHouse did not answer, or not with what it was asked for. Trying again later may help. What ClickHouse itself says
 * quotes statements and rows, with people's names in them: of that the code and its name are kept.
 */
public final class ClickHouseAway extends RuntimeException {
    /**
     * ClickHouse's numbers for "this row cannot be read or stored": cannot parse (6, 26, 27, 38, 41, 72), incorrect data (117),
     * type mismatch (53), cannot convert (70), out of bounds (69, 321), too large a string (131), a violated constraint (469).
     */
    private static final Set<Integer> ABOUT_A_ROW = Set.of(6, 26, 27, 38, 41, 53, 69, 70, 72, 117, 131, 321, 469);

    private static final Pattern CODE = Pattern.compile("Code: (\\d+)");
    private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]{2,})\\)");

    /** What ClickHouse answered instead of the rows; the name is empty where it gave none. */
    private record Answer(int code, String name) {
        /** Null when it is no answer that the failure tells of, but that none came. */
        static @Nullable Answer in(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                String text = String.valueOf(cause.getMessage());
                if (cause instanceof ServerException server) {
                    return new Answer(server.getCode(), name(text));
                }
                Matcher code = CODE.matcher(text);
                if (code.find()) {
                    return new Answer(Integer.parseInt(code.group(1)), name(text));
                }
            }
            return null;
        }

        private static String name(String text) {
            return NAME.matcher(text)
                    .results()
                    .reduce((first, last) -> last)
                    .map(last -> " " + last.group(1))
                    .orElse("");
        }
    }

    private final boolean aboutARow;

    public ClickHouseAway(String message, Throwable cause) {
        this(message, cause, Answer.in(cause));
    }

    private ClickHouseAway(String message, Throwable cause, @Nullable Answer answer) {
        super(
                answer == null ? message : message + ": ClickHouse answered with code " + answer.code() + answer.name(),
                answer == null ? cause : null);
        this.aboutARow = answer != null && ABOUT_A_ROW.contains(answer.code());
    }

    /** Whether a row is what it refused: trying the same rows again will not help. */
    public boolean isAboutARow() {
        return aboutARow;
    }
}
