package com.metricai.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The long form, as {@code ./metric-ai test --faults} runs it. */
public final class FaultSuite {
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final PrintStream out;
    private final Map<String, String> arguments;
    private final Report report = new Report();

    private FaultSuite(PrintStream out, Map<String, String> arguments) {
        this.out = out;
        this.arguments = arguments;
    }

    /**
     * Arguments: {@code --home DIR} of the project, {@code --folder DIR} to work in, {@code --seed N}, {@code --runs N},
     * {@code --kills N}, {@code --freezes N}, {@code --disks N}, {@code --clocks N} and {@code --others N} of each run. Ends with 1 when a
     * promise was broken.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        System.exit(new FaultSuite(System.out, named).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path home = Path.of(arguments.getOrDefault("--home", "")).toAbsolutePath();
        Path folder = Path.of(arguments.getOrDefault("--folder", "fault-suite/target/faults"))
                .toAbsolutePath();
        Files.createDirectories(folder);
        int first = number("--seed", new Random().nextInt(1_000_000));
        int runs = number("--runs", 5);
        boolean small = SmallDisk.isPossible(folder);
        Path faketime = SteppedClock.library().orElse(null);
        if (!small) {
            out.println("Skipped: full disks, because mounting a small file system takes root.");
        }
        if (faketime == null) {
            out.println("Skipped: the clock, because libfaketime is not installed (Debian: apt install libfaketime).");
        }
        Path cache = Files.createDirectories(folder.resolve("aot"));
        Run.Options options = new Run.Options(
                home.resolve("contract"),
                home.resolve("standalone/target/app"),
                folder,
                cache,
                faketime,
                Pace.LONG,
                CLIENTS,
                PAUSE);
        warmUp(options);
        for (int i = 0; i < runs; i++) {
            long seed = (long) first + i;
            Random random = new Random(seed);
            List<Fault> faults = new ArrayList<>(Plan.kills(number("--kills", 10), random));
            faults.addAll(Plan.freezes(number("--freezes", 1), random));
            faults.addAll(small ? Plan.fullDisks(number("--disks", 1), random) : List.of());
            for (int j = 0; j < number("--others", 1); j++) {
                faults.addAll(Plan.others());
            }
            for (int j = 0; faketime != null && j < number("--clocks", 0); j++) {
                faults.add(new Fault(Fault.Kind.CLOCK_BACK));
            }
            out.println("seed " + seed + ", " + faults.size() + " faults");
            Run.Result result = new Run(options, out).with(seed, Plan.shuffled(faults, random));
            report.add(result);
            out.println(Report.line(result));
            if (!result.isGood()) {
                out.println("To repeat it: ./metric-ai test --faults --seed " + seed + " --runs 1 " + repeat());
            }
        }
        out.println(report.table());
        return report.isGood();
    }

    private String repeat() {
        StringBuilder words = new StringBuilder();
        for (String name : List.of("--kills", "--freezes", "--disks", "--clocks", "--others")) {
            String value = arguments.get(name);
            words.append(value == null ? "" : name + " " + value + " ");
        }
        return words.toString();
    }

    /** Lets each JVM write its class cache once: only an orderly end does that. */
    private void warmUp(Run.Options options) {
        if (options.cache() != null && !Files.exists(options.cache().resolve("ingest.aot"))) {
            out.println("Writing class caches …");
            Run.Result result = new Run(options, out).with(0, List.of(new Fault(Fault.Kind.SECOND_CONSUMER)));
            out.println(Report.line(result));
        }
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(arguments.getOrDefault(name, Integer.toString(otherwise)));
    }
}
