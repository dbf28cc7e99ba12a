package com.metricai.api.panel;

import org.jspecify.annotations.Nullable;

/** The parameter {@code limit}: how many rows an answer has at most. */
public final class Limit {
    private static final int DEFAULT = 20;
    private static final int MAX = 1000;

    private Limit() {}

    /** 1 to 1000; 20 when it is not given. */
    public static int parse(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new BadParameter("limit", "limit is not a whole number");
        }
        throw new BadParameter("limit", "limit is not between 1 and " + MAX);
    }
}
