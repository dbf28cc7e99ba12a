package com.metricai.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the runs came to, as tables that fit into the documentation. */
final class Report {
    private final Map<String, List<Run.Event>> byFault = new TreeMap<>();
    private final List<Run.Result> runs = new ArrayList<>();

    void add(Run.Result run) {
        runs.add(run);
        run.events()
                .forEach(event -> byFault.computeIfAbsent(event.fault().label(), label -> new ArrayList<>())
                        .add(event));
    }

    boolean isGood() {
        return runs.stream().allMatch(Run.Result::isGood);
    }

    /** One line for each kind of fault, then the sums. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                "| fault | times | not recovered | slowest recovery | answered 200 | lost by the client's rules | broken off |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        byFault.forEach((label, events) -> table.append("| %s | %d | %d | %.1f s | %d | %d | %d |%n"
                .formatted(
                        label,
                        events.size(),
                        events.stream().filter(event -> event.recoveryMs() < 0).count(),
                        events.stream().mapToLong(Run.Event::recoveryMs).max().orElse(0) / 1000.0,
                        sent(events, Fate.ACKNOWLEDGED),
                        sent(events, Fate.LOST),
                        sent(events, Fate.UNKNOWN))));
        table.append('\n');
        for (Run.Result run : runs) {
            table.append(line(run)).append('\n');
        }
        return table.toString();
    }

    static String line(Run.Result run) {
        Reckoning.Result found = run.reckoning();
        return "seed %d: %d faults, %d s; %d exports answered 200, %d lost by the client's rules, %d broken off (of both %d are there, once); slowest answer %d ms; %d spans, %d events, %d metric exports, %d micro-USD; %d records in the books; %d restarts of parts that ended by themselves: %s"
                .formatted(
                        run.seed(),
                        run.events().size(),
                        run.seconds(),
                        run.ledger().count(Fate.ACKNOWLEDGED),
                        run.ledger().count(Fate.LOST),
                        run.ledger().count(Fate.UNKNOWN),
                        found.strays(),
                        run.ledger().slowestMs(),
                        found.spans(),
                        found.events(),
                        found.metricExports(),
                        found.micros(),
                        found.books(),
                        run.ownEnds(),
                        run.isGood() ? "all there once" : "BROKEN " + found.differences());
    }

    private static long sent(List<Run.Event> events, Fate fate) {
        return events.stream()
                .flatMap(event -> event.sent().stream())
                .filter(entry -> entry.outcome().fate() == fate)
                .count();
    }
}
