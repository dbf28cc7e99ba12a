package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was sent, and what the clients know of it. */
final class Ledger {
    /** An export without its body, and what became of it. */
    record Entry(String id, Signal signal, String digest, Facts facts, Client.Outcome outcome) {
        Fate fate() {
            return outcome.fate();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    synchronized Entry add(Export export, Client.Outcome outcome) {
        Entry entry = new Entry(export.id(), export.signal(), export.digest(), export.facts(), outcome);
        entries.add(entry);
        return entry;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    long count(Fate fate) {
        return entries().stream().filter(entry -> entry.fate() == fate).count();
    }

    /** Requests that were answered 2xx: repetitions of what was answered before are among them. */
    long acknowledgements() {
        return entries().stream()
                .mapToLong(entry -> entry.outcome().acknowledged())
                .sum();
    }

    long finals() {
        return attempts().stream().filter(Client.Attempt::isFinal).count();
    }

    /** The longest that a client waited, for an answer or in vain, leaving out requests that touch one of the windows. */
    long slowestMs(Windows without) {
        return attempts().stream()
                .filter(attempt -> !without.touch(attempt.began(), attempt.ended()))
                .mapToLong(attempt ->
                        Duration.ofNanos(attempt.ended() - attempt.began()).toMillis())
                .max()
                .orElse(0);
    }

    private List<Client.Attempt> attempts() {
        return entries().stream()
                .flatMap(entry -> entry.outcome().attempts().stream())
                .toList();
    }
}
