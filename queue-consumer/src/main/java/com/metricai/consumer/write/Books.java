package com.metricai.consumer.write;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.otlp.Signal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * {@code books}: what became of every record, counted in the transaction that stores it. For each org, day of receipt and
 * signal: decoded = written + duplicate + the sum of dropped:&lt;reason&gt;.
 */
final class Books {
    private static final String ADD = """
            INSERT INTO books (org_id, day, signal, outcome, records) VALUES (:orgId, :day, :signal, :outcome, :records)
            ON CONFLICT (org_id, day, signal, outcome) DO UPDATE SET records = records + excluded.records""";

    public record Entry(String orgId, String day, String signal, String outcome, long records) {}

    private final Map<String, Entry> entries = new TreeMap<>();

    /** Counts the records of one export. */
    void add(Interpreted interpreted, long written, long duplicates, long closed) {
        add(interpreted, "decoded", interpreted.decoded());
        add(interpreted, "written", written);
        add(interpreted, "duplicate", duplicates);
        add(interpreted, "dropped:closed_day", closed);
        interpreted.tally().counts().forEach((outcome, records) -> add(interpreted, outcome, records));
    }

    void add(Interpreted interpreted, String outcome, long records) {
        if (records == 0) {
            return;
        }
        String orgId = interpreted.envelope().orgId();
        String day = LocalDate.ofInstant(interpreted.envelope().receivedAt(), ZoneOffset.UTC)
                .toString();
        Signal signal = interpreted.envelope().signal();
        entries.merge(
                String.join("\n", orgId, day, signal.wireName(), outcome),
                new Entry(orgId, day, signal.wireName(), outcome, records),
                (a, b) -> new Entry(orgId, day, signal.wireName(), outcome, a.records + b.records));
    }

    /** What was counted, by outcome, over all orgs and days. */
    Map<String, Long> totals() {
        return entries.values().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.signal + "." + entry.outcome, Collectors.summingLong(Entry::records)));
    }

    /** Counted by the day of the rows: that of receipt is not known any more. */
    static void noteRefusedRows(Handle handle, List<Outbox.Line> lines) {
        for (Outbox.Line line : lines) {
            Entry entry =
                    new Entry(line.orgId(), line.day(), Signal.METRICS.wireName(), "note:refused_by_clickhouse", 1);
            NewRows.insert(handle, ADD, List.of(entry));
        }
    }

    void write(Handle handle) {
        NewRows.insert(handle, ADD, List.copyOf(entries.values()));
    }
}
