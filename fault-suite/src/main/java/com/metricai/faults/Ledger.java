package com.metricai.faults;

import java.util.ArrayList;
import java.util.List;

/** What was sent, and what the clients know of it. */
final class Ledger {
    /** An export and what became of it. */
    record Entry(Export export, Client.Outcome outcome) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(Export export, Client.Outcome outcome) {
        entries.add(new Entry(export, outcome));
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    long count(Fate fate) {
        return entries().stream()
                .filter(entry -> entry.outcome().fate() == fate)
                .count();
    }

    long slowestMs() {
        return entries().stream()
                .mapToLong(entry -> entry.outcome().slowestMs())
                .max()
                .orElse(0);
    }
}
