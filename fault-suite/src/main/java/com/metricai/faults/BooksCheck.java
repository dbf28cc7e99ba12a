package com.metricai.faults;

import static com.metricai.faults.Stored.number;

import com.metricai.store.sqlite.Sqlite;
import java.util.List;

/**
 * The books, and what stands between them and ingest.
 *
 * @param decoded records, by the books
 * @param duplicates of them, by the books
 * @param redelivered records that the consumer was given again although the topic has them once: it had died, or lost its
 *     partitions, between storing and committing
 */
record BooksCheck(long decoded, long duplicates, long redelivered) {
    static BooksCheck check(
            Differences differences, Sqlite sqlite, ExportCheck exports, Topic topic, Ledger ledger, long lag) {
        long appended = topic.appended();
        if (ledger.acknowledgements() > appended) {
            differences.add("answered 200: " + ledger.acknowledgements() + ", but appended: " + appended);
        }
        long read =
                topic.copies().values().stream().mapToLong(Integer::longValue).sum();
        long stored = read - exports.deadRecords();
        differences.compare(
                "appended, for stored + dead-lettered + lag", appended, stored + exports.deadRecords() + lag);
        differences.compare(
                "dead letters listed",
                number(sqlite, "SELECT count(*) FROM dead_letters WHERE state = 'waiting'"),
                exports.deadRecords());
        long decoded = 0;
        long redelivered = 0;
        for (String signal : List.of("traces", "logs", "metrics")) {
            long ofSignal = records(sqlite, signal, "outcome = 'decoded'");
            decoded += ofSignal;
            redelivered += ofSignal - exports.sent(signal);
            if (ofSignal < exports.sent(signal)) {
                differences.add(signal + " decoded by the books: " + ofSignal + " of " + exports.sent(signal));
            }
            differences.compare(
                    "books of " + signal,
                    records(sqlite, signal, "(outcome IN ('written', 'duplicate') OR outcome LIKE 'dropped:%')"),
                    ofSignal);
            // A running total that was overtaken by a later one is counted, and adds nothing.
            differences.compare(
                    signal + " written by the books",
                    records(sqlite, signal, "outcome IN ('written', 'dropped:not_increased')"),
                    exports.written(signal));
        }
        return new BooksCheck(decoded, records(sqlite, "%", "outcome = 'duplicate'"), redelivered);
    }

    private static long records(Sqlite sqlite, String signal, String condition) {
        return number(
                sqlite,
                "SELECT coalesce(sum(records), 0) FROM books WHERE signal LIKE '" + signal + "' AND " + condition);
    }
}
