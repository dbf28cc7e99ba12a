package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the runs came to, as tables that fit into the documentation. */
final class Report {
    /** With so many deaths of the consumer, one of them must have met the moment between storing and committing. */
    private static final int DEATHS_THAT_PROVE = 10;

    private final Map<String, List<Run.Event>> byFault = new TreeMap<>();
    private final List<Run.Result> runs = new ArrayList<>();

    void add(Run.Result run) {
        runs.add(run);
        run.events()
                .forEach(event -> byFault.computeIfAbsent(event.fault().label(), label -> new ArrayList<>())
                        .add(event));
    }

    boolean isGood() {
        return runs.stream().allMatch(Run.Result::isGood) && !provesNothing();
    }

    /** Whether the consumer died often and was never given again what it had stored. */
    private boolean provesNothing() {
        long deaths = byFault.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.fault() instanceof Fault.KillWithOutbox
                        || (event.fault() instanceof Fault.Kill(Part part) && part == Part.CONSUMER))
                .count();
        long redelivered =
                runs.stream().mapToLong(run -> run.reckoning().redelivered()).sum();
        return deaths >= DEATHS_THAT_PROVE && redelivered == 0;
    }

    /** One line for each kind of fault, then the runs. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                "| fault | times | hit | not recovered | median recovery | slowest | answered 200 | lost by the client's rules | broken off |\n");
        table.append("|---|---|---|---|---|---|---|---|---|\n");
        byFault.forEach((label, events) -> table.append("| %s | %d | %d | %d | %.1f s | %.1f s | %d | %d | %d |%n"
                .formatted(
                        label,
                        events.size(),
                        events.stream().filter(Run.Event::hit).count(),
                        events.stream().filter(event -> event.recoveryMs() < 0).count(),
                        median(events) / 1000.0,
                        events.stream().mapToLong(Run.Event::recoveryMs).max().orElse(0) / 1000.0,
                        sent(events, Fate.ACKNOWLEDGED),
                        sent(events, Fate.LOST),
                        sent(events, Fate.UNKNOWN))));
        table.append('\n');
        for (Run.Result run : runs) {
            table.append(line(run)).append('\n');
        }
        if (provesNothing()) {
            table.append("BROKEN: no death of the consumer met the moment between storing and committing\n");
        }
        return table.toString();
    }

    /** What is known so far, for when a later run ends everything. */
    void write(Path file) {
        try {
            Files.writeString(file, table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Run.Result run) {
        Reckoning.Result found = run.reckoning();
        return ("seed %d: %d faults, %d s; %d exports answered 200, %d lost by the client's rules, %d broken off (of both"
                        + " %d are there, once); %d answers of 200 for %d appended; slowest answer %d ms; %d spans, %d"
                        + " events, %d metric exports, %d running totals, %d sessions with both ledgers, %d dead letters,"
                        + " %d micro-USD; %d records in the books, %d duplicates, %d of them redelivered; %d restarts of"
                        + " parts that ended by themselves: %s")
                .formatted(
                        run.seed(),
                        run.events().size(),
                        run.seconds(),
                        run.ledger().count(Fate.ACKNOWLEDGED),
                        run.ledger().count(Fate.LOST),
                        run.ledger().count(Fate.UNKNOWN),
                        found.strays(),
                        run.ledger().acknowledgements(),
                        found.appended(),
                        run.slowestMs(),
                        found.spans(),
                        found.events(),
                        found.metricExports(),
                        found.runningTotals(),
                        found.twofold(),
                        found.deadLetters(),
                        found.micros(),
                        found.books(),
                        found.duplicates(),
                        found.redelivered(),
                        run.ownEnds(),
                        run.isGood() ? "all there once" : "BROKEN " + run.faulty());
    }

    private static long median(List<Run.Event> events) {
        List<Long> sorted = events.stream().map(Run.Event::recoveryMs).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static long sent(List<Run.Event> events, Fate fate) {
        return events.stream()
                .flatMap(event -> event.sent().stream())
                .filter(entry -> entry.fate() == fate)
                .count();
    }
}
