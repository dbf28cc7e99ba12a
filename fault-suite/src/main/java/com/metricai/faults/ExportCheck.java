package com.metricai.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each export: answered 200, it is in the topic; in the topic, all of it is stored, once, or it is a dead letter when it
 * cannot be read; not in the topic, nothing of it is anywhere.
 */
final class ExportCheck {
    private final Differences differences;
    private final Topic topic;
    private final Topic deadLetters;
    private final Stored stored;
    private final Set<String> known = new HashSet<>();
    private final Sums sums = new Sums();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> written = new HashMap<>();
    private int strays;
    private long exports;
    private long spans;
    private long events;
    private long metricExports;
    private long deadOnes;
    private long deadRecords;

    ExportCheck(Differences differences, Topic topic, Topic deadLetters, Stored stored) {
        this.differences = differences;
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.stored = stored;
    }

    ExportCheck check(List<Ledger.Entry> entries) {
        entries.forEach(this::check);
        topic.copies().keySet().stream()
                .filter(digest -> !known.contains(digest))
                .forEach(digest -> differences.add("the topic has a body that nobody sent: " + digest));
        deadLetters.copies().keySet().stream()
                .filter(digest -> !known.contains(digest))
                .forEach(digest -> differences.add("the dead letters have a body that nobody sent: " + digest));
        differences.compare("spans in all", stored.spans().size(), spans);
        differences.compare("events in all", stored.events().size(), events);
        metrics();
        return this;
    }

    private void check(Ledger.Entry entry) {
        if (!known.add(entry.digest())) {
            differences.add(described(entry) + " has the body of another one");
        }
        int appended = topic.count(entry.digest());
        if (appended < entry.outcome().acknowledged()) {
            differences.add(described(entry) + ": answered 200 "
                    + entry.outcome().acknowledged() + " times, in the topic " + appended + " times");
        }
        boolean arrived = appended > 0;
        int dead = deadLetters.count(entry.digest());
        switch (entry.facts()) {
            case Facts.Spans(Set<String> keys, int _) -> {
                there(entry, keys, stored.spans(), arrived);
                spans += arrived ? keys.size() : 0;
                count(written, entry, arrived ? keys.size() : 0);
            }
            case Facts.Events said -> {
                there(entry, said.keys(), stored.events(), arrived);
                events += arrived ? said.keys().size() : 0;
                count(written, entry, arrived ? said.keys().size() : 0);
            }
            case Facts.Points said -> {
                metricExports += arrived ? 1 : 0;
                count(written, entry, arrived ? said.counted() : 0);
            }
            case Facts.Unreadable() -> {
                deadOnes += arrived ? 1 : 0;
                deadRecords += appended;
            }
        }
        boolean isReadable = !(entry.facts() instanceof Facts.Unreadable);
        if (isReadable ? dead > 0 : (dead > 0) != arrived) {
            differences.add(described(entry) + ": in the dead letters " + dead + " times");
        }
        if (arrived) {
            exports += isReadable ? 1 : 0;
            sums.add(entry.facts());
            count(sent, entry, (long) appended * entry.facts().records());
            strays += entry.fate() == Fate.ACKNOWLEDGED ? 0 : 1;
        }
    }

    private void there(Ledger.Entry entry, Set<String> keys, Map<String, Integer> times, boolean arrived) {
        long there = keys.stream().filter(times::containsKey).count();
        if (there != (arrived ? keys.size() : 0)) {
            differences.add(described(entry) + ", in the topic " + topic.count(entry.digest()) + " times: " + there
                    + " of " + keys.size() + " records are there");
        }
        keys.stream()
                .filter(key -> times.getOrDefault(key, 0) > 1)
                .forEach(key -> differences.add(described(entry) + ": " + key + " is there more than once"));
    }

    /** Every measure of every session; one whose points are all zero leaves no row, and is known as a session all the same. */
    private void metrics() {
        Map<String, Amounts> wanted = sums.metrics();
        wanted.forEach((session, amounts) -> {
            Amounts got = stored.metrics().getOrDefault(session, Amounts.NONE);
            if (!got.equals(amounts)) {
                differences.add("metrics of session " + session + ": " + got.of() + " for " + amounts.of());
            }
            if (!stored.sessions().contains(session)) {
                differences.add("session " + session + " of metrics is not known");
            }
        });
        stored.metrics().keySet().stream()
                .filter(session -> !wanted.containsKey(session))
                .forEach(session -> differences.add("metrics of a session that did not arrive: " + session));
    }

    private static void count(Map<String, Long> counts, Ledger.Entry entry, long records) {
        counts.merge(entry.signal().wireName(), records, Long::sum);
    }

    private static String described(Ledger.Entry entry) {
        return entry.fate() + " " + entry.id();
    }

    Sums sums() {
        return sums;
    }

    /** Records of a signal that the topic holds, however often. */
    long sent(String signal) {
        return sent.getOrDefault(signal, 0L);
    }

    /** Records of a signal that arrived, each once. */
    long written(String signal) {
        return written.getOrDefault(signal, 0L);
    }

    /** Exports that were never answered 200 and are there all the same. */
    int strays() {
        return strays;
    }

    /** Readable ones that arrived. */
    long exports() {
        return exports;
    }

    long metricExports() {
        return metricExports;
    }

    /** Unreadable bodies that arrived. */
    long deadOnes() {
        return deadOnes;
    }

    /** Records of the ingest topic that hold them. */
    long deadRecords() {
        return deadRecords;
    }
}
