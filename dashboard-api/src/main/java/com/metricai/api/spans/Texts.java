package com.metricai.api.spans;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one tree, each kept once: of some twenty columns most say the same in every row, and an id that stands in two
 * rows is one text too.
 */
final class Texts {
    private final Map<String, String> known = new HashMap<>();
    private final long most;
    private long chars;

    /**
     * Knows none yet.
     *
     * @param most how many characters they may have together
     */
    Texts(long most) {
        this.most = most;
    }

    /** The same text, as it was met first. */
    @Nullable
    String of(@Nullable String text) {
        return text == null ? null : one(text);
    }

    /** That of a column which is never null. */
    String one(String text) {
        String first = known.putIfAbsent(text, text);
        if (first != null) {
            return first;
        }
        chars += text.length();
        return text;
    }

    boolean areTooLong() {
        return chars > most;
    }
}
