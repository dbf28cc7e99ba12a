package com.metricai.consumer.interpret;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of one export, by outcome: {@code dropped:<reason>} for a record that is not stored,
 * {@code note:<what>} for something remarkable about one that is.
 */
public final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    public void dropped(String reason, long records) {
        add("dropped:" + reason, records);
    }

    public void note(String what, long times) {
        add("note:" + what, times);
    }

    /** The counts above zero. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    private void add(String outcome, long n) {
        if (n > 0) {
            counts.merge(outcome, n, Long::sum);
        }
    }
}
