package com.metricai.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One quantity over the time of a soak.
 *
 * @param unit as it is printed; empty for a count
 */
record Curve(String name, String unit, List<Double> values) {
    /** What a quantity may gain from the second quarter of a soak to the last one and still be called flat. */
    private static final double MOST_GROWTH = 0.10;

    Curve(String name, String unit) {
        this(name, unit, new ArrayList<>());
    }

    void add(double value) {
        values.add(value);
    }

    /** The median of a quarter, 0 to 3. The first one is the warm-up. */
    double quarter(int which) {
        int size = values.size();
        List<Double> part = new ArrayList<>(values.subList(size * which / 4, Math.max(size * (which + 1) / 4, 1)));
        Collections.sort(part);
        return part.get(part.size() / 2);
    }

    double greatest() {
        return Collections.max(values);
    }

    /**
     * Whether it stopped growing.
     *
     * @param slack what does not matter at all, in its unit
     */
    boolean isFlat(double slack) {
        return quarter(3) <= quarter(1) * (1 + MOST_GROWTH) + slack;
    }
}
