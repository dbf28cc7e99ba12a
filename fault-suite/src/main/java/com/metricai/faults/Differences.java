package com.metricai.faults;

import java.util.ArrayList;
import java.util.List;

/** What is not as it should be, in words; the first of it is enough. */
final class Differences {
    private static final int SHOWN = 20;

    private final List<String> found = new ArrayList<>();

    void compare(String what, long got, long want) {
        if (got != want) {
            add(what + ": " + got + " for " + want);
        }
    }

    void add(String difference) {
        if (found.size() < SHOWN) {
            found.add(difference);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
