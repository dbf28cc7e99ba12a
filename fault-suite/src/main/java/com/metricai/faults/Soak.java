package com.metricai.faults;

import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A steady load for as long as one likes, at a share of what this machine was measured to store: nothing that the parts hold
 * may go on growing, and afterwards everything must be there. As {@code ./metric-ai test --soak} runs it.
 */
public final class Soak {
    private static final int CLIENTS = 8;
    private static final double SHARE = 0.6;
    private static final Duration CAPACITY = Duration.ofSeconds(60);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Map<String, String> arguments;

    private Soak(PrintStream out, Map<String, String> arguments) {
        this.out = out;
        this.arguments = arguments;
    }

    /**
     * Arguments: {@code --home DIR} of the project, {@code --folder DIR} to work in, {@code --minutes N}, {@code --seed N},
     * {@code --curves FILE} for the SVG. Ends with 1 when something grew or is missing.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        System.exit(new Soak(System.out, named).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path home = Path.of(arguments.getOrDefault("--home", "")).toAbsolutePath();
        Path folder = Path.of(arguments.getOrDefault("--folder", "fault-suite/target/soak"))
                .toAbsolutePath();
        long minutes = Long.parseLong(arguments.getOrDefault("--minutes", "30"));
        long seed = Long.parseLong(arguments.getOrDefault("--seed", "1"));
        Places places = new Places(folder.resolve("run-" + System.currentTimeMillis())).create();
        Jvm jvm = new Jvm(home.resolve("standalone/target/app"), null, false, null);
        try (Installation installation = new Parts(places, jvm)) {
            installation.start(new Random(seed));
            Totals totals = new Totals(installation);
            Supplier<Load> loads = new Loads(home.resolve("contract"), seed);
            sent(installation, loads.get(), 0, WARM_UP, totals);
            double capacity = sent(installation, loads.get(), 0, CAPACITY, totals);
            double rate = capacity * SHARE;
            out.printf(
                    Locale.ROOT,
                    "stored at most %.1f exports/s with the clients on the same machine; %d minutes of %.1f exports/s%n",
                    capacity,
                    minutes,
                    rate);
            VitalSigns signs = new VitalSigns(installation);
            try (SteadyLoad load =
                    new SteadyLoad(CLIENTS, rate, installation.ingest(), installation.token(), loads.get())) {
                long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
                while (System.nanoTime() < end) {
                    Await.pass(BETWEEN_LOOKS);
                    signs.look();
                }
                load.finish();
                totals.add(load);
            }
            boolean stored = totals.areStored(DRAIN);
            Files.writeString(
                    Path.of(arguments.getOrDefault(
                            "--curves", folder.resolve("soak.svg").toString())),
                    CurveSheet.of(
                            String.format(
                                    Locale.ROOT, "%d minutes at %.0f exports/s, 60 %% of the capacity", minutes, rate),
                            signs.curves(),
                            minutes));
            out.println(signs.table());
            out.println(totals.line());
            List<String> growing = signs.growing();
            out.println((growing.isEmpty() ? "Nothing grew." : "STILL GROWING: " + growing)
                    + (stored ? " Everything answered 200 is there." : " MISSING: " + totals.differences()));
            return stored && growing.isEmpty();
        }
    }

    /** Returns how many exports a second were stored, from the first one sent until the last one was there. */
    private double sent(Installation installation, Load load, double perSecond, Duration time, Totals totals) {
        long began = System.nanoTime();
        try (SteadyLoad clients =
                new SteadyLoad(CLIENTS, perSecond, installation.ingest(), installation.token(), load)) {
            Await.pass(time);
            clients.finish();
            totals.add(clients);
            if (!totals.areStored(DRAIN)) {
                throw new IllegalStateException(
                        "not stored within " + DRAIN.toMinutes() + " minutes: " + totals.differences());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return clients.acknowledged.get() / seconds;
        }
    }

    /** Loads that have no id in common. */
    private static final class Loads implements Supplier<Load> {
        private final Path contract;
        private long seed;

        Loads(Path contract, long seed) {
            this.contract = contract;
            this.seed = seed;
        }

        @Override
        public Load get() {
            return new Load(contract, seed++);
        }
    }

    /** What was answered 200 in all, beside what SQLite has. */
    private static final class Totals {
        private final Installation installation;
        private long exports;
        private long others;
        private long bytes;
        private long spans;
        private long events;
        private long micros;
        private long slowestMs;

        Totals(Installation installation) {
            this.installation = installation;
        }

        void add(SteadyLoad load) {
            exports += load.acknowledged.get();
            others += load.others.get();
            bytes += load.bytes.get();
            spans += load.spans.get();
            events += load.events.get();
            micros += load.eventMicros.get();
            slowestMs = Math.max(slowestMs, load.slowestMs.get());
        }

        boolean areStored(Duration patience) {
            return Await.holds(patience, () -> differences().isEmpty());
        }

        List<String> differences() {
            try (Sqlite sqlite = Sqlite.reader(installation.database())) {
                return List.of(
                                difference(sqlite, "spans", "SELECT count(*) FROM spans", spans),
                                difference(sqlite, "events", "SELECT count(*) FROM events", events),
                                difference(
                                        sqlite,
                                        "micro-USD of events by day",
                                        "SELECT coalesce(sum(event_cost_micros), 0) FROM rollups_daily",
                                        micros),
                                difference(sqlite, "outbox", "SELECT count(*) FROM outbox", 0),
                                difference(sqlite, "days to be rolled up", "SELECT count(*) FROM dirty_days", 0))
                        .stream()
                        .filter(difference -> !difference.isEmpty())
                        .toList();
            }
        }

        private static String difference(Sqlite sqlite, String what, String sql, long want) {
            long got = sqlite.jdbi()
                    .withHandle(
                            handle -> handle.createQuery(sql).mapTo(long.class).one());
            return got == want ? "" : what + " " + got + " for " + want;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d exports answered 200, %d not; %.0f MB of bodies; %d spans, %d events, %d micro-USD; slowest answer %d ms",
                    exports,
                    others,
                    bytes / 1e6,
                    spans,
                    events,
                    micros,
                    slowestMs);
        }
    }
}
