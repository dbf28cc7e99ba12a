package com.metricai.faults;

import java.util.EnumMap;
import java.util.Map;

/** How much of what; a measure of which there is nothing is not there. */
record Amounts(Map<Measure, Long> of) {
    static final Amounts NONE = new Amounts(Map.of());

    Amounts {
        of = Map.copyOf(of);
    }

    long get(Measure measure) {
        return of.getOrDefault(measure, 0L);
    }

    Amounts plus(Amounts other) {
        return merged(other, Long::sum);
    }

    Amounts plus(Measure measure, long amount) {
        return plus(new Amounts(Map.of(measure, amount)));
    }

    /** Of running totals: the furthest. */
    Amounts max(Amounts other) {
        return merged(other, Math::max);
    }

    private Amounts merged(Amounts other, java.util.function.BinaryOperator<Long> merge) {
        Map<Measure, Long> all = new EnumMap<>(Measure.class);
        all.putAll(of);
        other.of.forEach((measure, amount) -> all.merge(measure, amount, merge));
        all.values().removeIf(amount -> amount == 0);
        return new Amounts(all);
    }
}
