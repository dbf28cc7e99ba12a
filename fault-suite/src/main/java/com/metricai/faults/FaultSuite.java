package com.metricai.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The long form, as {@code ./metric-ai test --faults} runs it. */
public final class FaultSuite {
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String STANDALONE = "--standalone";

    /** Of each run. */
    private static final List<String> COUNTS =
            List.of("--kills", "--freezes", "--pairs", "--disks", "--clocks", "--others");

    private final PrintStream out;
    private final Map<String, String> arguments;
    private final Report report = new Report();

    private FaultSuite(PrintStream out, Map<String, String> arguments) {
        this.out = out;
        this.arguments = arguments;
    }

    /**
     * Arguments: {@code --home DIR} of the project, {@code --folder DIR} to work in, {@code --seed N}, {@code --runs N},
     * {@code --patience MINUTES}, {@code --standalone}, and of each run {@code --kills N}, {@code --freezes N}, {@code --pairs N}, {@code --disks N},
     * {@code --clocks N} and {@code --others N}. Ends with 1 when a promise was broken, with 2 when it does not know an
     * argument.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> named = new HashMap<>();
        List<String> known = Stream.concat(
                        Stream.of("--home", "--folder", "--seed", "--runs", "--patience"), COUNTS.stream())
                .toList();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(STANDALONE)) {
                named.put(STANDALONE, "");
            } else if (known.contains(arguments[i]) && i + 1 < arguments.length) {
                named.put(arguments[i], arguments[++i]);
            } else {
                System.err.println(
                        "metric-ai: there is no option " + arguments[i] + " of test --faults, or it has no value");
                System.exit(2);
            }
        }
        System.exit(new FaultSuite(System.out, named).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path home = Path.of(arguments.getOrDefault("--home", "")).toAbsolutePath();
        Path folder = Path.of(arguments.getOrDefault("--folder", "fault-suite/target/faults"))
                .toAbsolutePath();
        Files.createDirectories(folder);
        SmallDisk.cleanUp(folder);
        long first = number("--seed", new Random().nextInt(1_000_000));
        int runs = number("--runs", 5);
        boolean standalone = arguments.containsKey(STANDALONE);
        Path app = home.resolve("standalone/target/app");
        Run.Options options = new Run.Options(
                home,
                folder,
                cache(folder, app),
                SteppedClock.build(folder).orElse(null),
                Pace.LONG,
                CLIENTS,
                PAUSE,
                standalone,
                Duration.ofMinutes(number("--patience", 2)));
        Plan.Counts counts = counts(SmallDisk.isPossible(folder), options.clock());
        boolean good = warmUp(options);
        for (int i = 0; i < runs; i++) {
            long seed = first + i;
            Random random = new Random(seed);
            List<Fault> faults = standalone ? Plan.standalone(counts, random) : Plan.parts(counts, random);
            out.println("seed " + seed + ", " + faults.size() + " faults");
            Run.Result result = new Run(options, out).with(seed, faults);
            report.add(result);
            report.write(folder.resolve("report.md"));
            out.println(Report.line(result));
            if (!result.isGood()) {
                out.println("To repeat it: ./metric-ai test --faults --seed " + seed + " --runs 1" + repeat());
            }
        }
        out.println(report.table());
        return report.isGood() && good;
    }

    private Plan.Counts counts(boolean disks, @Nullable Path clock) {
        if (!disks) {
            out.println("Skipped: full disks, because mounting a small file system takes root.");
        }
        if (clock == null) {
            out.println("Skipped: the clock, because stepping it takes Linux and a C compiler named cc.");
        }
        return new Plan.Counts(
                number("--kills", 10),
                number("--freezes", 1),
                number("--pairs", 2),
                disks ? number("--disks", 1) : 0,
                clock == null ? 0 : number("--clocks", 1),
                number("--others", 1));
    }

    private String repeat() {
        StringBuilder words = new StringBuilder(arguments.containsKey(STANDALONE) ? " " + STANDALONE : "");
        Stream.concat(COUNTS.stream(), Stream.of("--patience"))
                .filter(arguments::containsKey)
                .forEach(name -> words.append(' ').append(name).append(' ').append(arguments.get(name)));
        return words.toString();
    }

    /** Where class caches are kept; those of an earlier build, and those never finished, would be read in vain. */
    private static Path cache(Path folder, Path app) throws IOException {
        Path cache = Files.createDirectories(folder.resolve("aot"));
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                if (Files.size(file) == 0 || Files.getLastModifiedTime(file).compareTo(newest(app)) < 0) {
                    Files.delete(file);
                }
            }
        }
        return cache;
    }

    private static FileTime newest(Path app) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.list(app)) {
            for (Path file : files.toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    /** Lets each JVM write its class cache once: only an orderly end does that. */
    private boolean warmUp(Run.Options options) throws InterruptedException {
        Path cache = options.cache();
        if (options.standalone() || cache == null || Files.exists(cache.resolve("ingest.aot"))) {
            return true;
        }
        out.println("Writing class caches …");
        Run.Result result = new Run(options, out).with(Run.WARM_UP, List.of(new Fault.SecondConsumer(false)));
        out.println(Report.line(result));
        return result.isGood();
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(arguments.getOrDefault(name, Integer.toString(otherwise)));
    }
}
