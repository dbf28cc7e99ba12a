package com.metricai.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the exports that arrived come to, all together. */
final class Sums {
    private final Map<String, Amounts> metrics = new HashMap<>();
    private final Map<String, Amounts> running = new HashMap<>();
    private final Set<String> ledgers = new HashSet<>();
    private final Set<String> withEvents = new HashSet<>();
    private Amounts events = Amounts.NONE;
    private long promptMicros;

    void add(Facts facts) {
        switch (facts) {
            case Facts.Events said -> {
                events = events.plus(said.amounts());
                promptMicros += said.promptMicros();
                ledgers.addAll(said.ledgers());
                withEvents.addAll(said.sessions());
            }
            case Facts.Points said -> {
                said.sessions().forEach((session, amounts) -> metrics.merge(session, amounts, Amounts::plus));
                said.running().forEach((session, amounts) -> running.merge(session, amounts, Amounts::max));
            }
            case Facts.Spans _, Facts.Unreadable _ -> {}
        }
    }

    /** What ClickHouse must hold, by session; a running total counts with its furthest value. */
    Map<String, Amounts> metrics() {
        Map<String, Amounts> all = new HashMap<>(metrics);
        running.forEach((session, amounts) -> all.merge(session, amounts, Amounts::plus));
        return all;
    }

    Amounts events() {
        return events;
    }

    long promptMicros() {
        return promptMicros;
    }

    /**
     * What the days must come to: cost and tokens are a session's api_request events where it has any, else its metrics;
     * decisions are its events where it has any of any kind; all else is known by metrics alone.
     */
    long byDay(Measure measure) {
        Set<String> left = switch (measure) {
            case COST_MICROS, INPUT_TOKENS, OUTPUT_TOKENS, CACHE_READ_TOKENS, CACHE_CREATION_TOKENS -> ledgers;
            case EDIT_ACCEPTS, EDIT_REJECTS -> withEvents;
            default -> Set.of();
        };
        return events.get(measure)
                + metrics().entrySet().stream()
                        .filter(session -> !left.contains(session.getKey()))
                        .mapToLong(session -> session.getValue().get(measure))
                        .sum();
    }

    long ofMetrics(Measure measure) {
        return metrics().values().stream()
                .mapToLong(amounts -> amounts.get(measure))
                .sum();
    }

    /** Sessions that have both an api_request and metrics that cost something. */
    long twofold() {
        return metrics().entrySet().stream()
                .filter(session ->
                        ledgers.contains(session.getKey()) && session.getValue().get(Measure.COST_MICROS) > 0)
                .count();
    }

    long runningTotals() {
        return running.size();
    }
}
