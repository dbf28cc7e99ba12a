package com.metricai.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: a fresh installation, a load, faults in an order by chance, and the reckoning. */
final class Run {
    /** The seed of the run that writes class caches. */
    static final long WARM_UP = -1;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /**
     * What there is to choose.
     *
     * @param home of the project, which is built
     * @param clock the library that steps clocks; null: none is stepped
     * @param standalone everything in one process, instead of a process a part
     * @param patience how long a recovery may take, and how long the reckoning waits for something to change
     */
    record Options(
            Path home,
            Path folder,
            @Nullable Path cache,
            @Nullable Path clock,
            Pace pace,
            int clients,
            Duration pause,
            boolean standalone,
            Duration patience) {}

    /**
     * A fault as it went.
     *
     * @param hit whether it met what it was aimed at
     * @param recoveryMs from its end until the suite had taken, stored and rolled up something new; -1 for never
     */
    record Event(Fault fault, boolean hit, long recoveryMs, List<Ledger.Entry> sent) {}

    /**
     * The whole of it.
     *
     * @param slowestMs of the clients' requests, those left out that came while ingest stood still
     */
    record Result(
            long seed,
            List<Event> events,
            Reckoning.Result reckoning,
            Ledger ledger,
            long slowestMs,
            int ownEnds,
            long seconds) {
        static final long SLOWEST_MS = 5_000;

        boolean isGood() {
            return faulty().isEmpty();
        }

        /** Which promises were broken. */
        List<String> faulty() {
            List<String> faulty = new ArrayList<>(reckoning.differences());
            events.stream()
                    .filter(event -> event.recoveryMs() < 0)
                    .forEach(event ->
                            faulty.add("needs a hand after " + event.fault().label()));
            if (slowestMs > SLOWEST_MS) {
                faulty.add("a client waited for " + slowestMs + " ms");
            }
            if (ledger.finals() > 0) {
                faulty.add(ledger.finals() + " answers that a client does not repeat");
            }
            if (!events.isEmpty() && reckoning.duplicates() == 0) {
                faulty.add("nothing came twice: that proves nothing");
            }
            return faulty;
        }
    }

    private final Options options;
    private final PrintStream out;

    Run(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** What comes in its way ends the run and is a difference; what was seen until then is told. */
    Result with(long seed, List<Fault> faults) throws InterruptedException {
        long began = System.nanoTime();
        Path home = options.folder().resolve("run-" + seed);
        Ledger ledger = new Ledger();
        Windows unreachable = new Windows();
        List<Event> events = new ArrayList<>();
        Reckoning.Result reckoning;
        int ownEnds = 0;
        delete(home);
        Places places = new Places(home).create();
        boolean needsClock = faults.stream().anyMatch(Run::stepsClock);
        Path clock = needsClock ? options.clock() : null;
        Jvm jvm = new Jvm(options.home().resolve("standalone/target/app"), options.cache(), seed == WARM_UP, clock);
        try (SmallDisks disks = SmallDisks.of(places, withDisks(faults));
                Installation installation =
                        options.standalone() ? new OneProcess(places, options.home(), clock) : new Parts(places, jvm)) {
            Random random = new Random(seed);
            installation.start(random);
            Injector injector = new Injector(installation, options.pace(), disks, unreachable);
            hurt(
                    faults,
                    injector,
                    installation,
                    ledger,
                    new Load(options.home().resolve("contract"), seed),
                    random,
                    events,
                    seed);
            reckoning = reckon(installation, ledger);
            ownEnds = installation.ownEnds();
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            out.print(trace);
            reckoning = Reckoning.Result.unknown("the run broke off: " + e);
        }
        Result result = new Result(
                seed,
                List.copyOf(events),
                reckoning,
                ledger,
                ledger.slowestMs(unreachable),
                ownEnds,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        if (result.isGood()) {
            delete(home);
        }
        return result;
    }

    private void hurt(
            List<Fault> faults,
            Injector injector,
            Installation installation,
            Ledger ledger,
            Load load,
            Random random,
            List<Event> events,
            long seed)
            throws InterruptedException {
        try (Progress progress = new Progress(installation, ledger, Long.toString(seed));
                Senders _ = new Senders(
                        options.clients(),
                        options.pause(),
                        installation.ingest(),
                        installation.token(),
                        load,
                        ledger)) {
            Await.pass(Duration.ofSeconds(1));
            for (Fault fault : faults) {
                events.add(happen(fault, injector, progress, ledger));
                Await.pass(Duration.ofMillis(random.nextInt(1500)));
            }
        }
    }

    private Event happen(Fault fault, Injector injector, Progress progress, Ledger ledger) throws InterruptedException {
        int before = ledger.entries().size();
        boolean hit = injector.inject(fault);
        long ended = System.nanoTime();
        boolean back = progress.isMade(options.patience());
        long recovery = back ? Duration.ofNanos(System.nanoTime() - ended).toMillis() : -1;
        out.printf(
                "  %-60s %s%s%n",
                fault.label(),
                back ? "works again after " + recovery + " ms" : "NOT BACK: needs a hand",
                hit ? "" : ", but missed its aim");
        List<Ledger.Entry> entries = ledger.entries();
        return new Event(fault, hit, recovery, entries.subList(before, entries.size()));
    }

    /** Until all is there, or nothing has changed for as long as patience lasts. */
    private Reckoning.Result reckon(Installation installation, Ledger ledger) {
        String last = "";
        long end = 0;
        while (true) {
            Reckoning.Result found = Reckoning.look(installation, ledger);
            String first =
                    found.differences().isEmpty() ? "" : found.differences().getFirst();
            if (!first.equals(last)) {
                last = first;
                end = System.nanoTime() + options.patience().toNanos();
            }
            if (first.isEmpty() || System.nanoTime() - end > 0) {
                return found;
            }
            out.println("  waiting: " + first);
            Await.pass(BETWEEN_LOOKS);
        }
    }

    private List<Part> withDisks(List<Fault> faults) {
        return faults.stream().noneMatch(Run::fillsDisk)
                ? List.of()
                : options.standalone() ? List.of(Part.STANDALONE) : Plan.WITH_DISK;
    }

    private static boolean fillsDisk(Fault fault) {
        return core(fault) instanceof Fault.DiskFull;
    }

    private static boolean stepsClock(Fault fault) {
        return core(fault) instanceof Fault.ClockBack;
    }

    /** What lasts of a fault that has another one in its middle. */
    private static Fault core(Fault fault) {
        return fault instanceof Fault.KillDuring during ? during.during() : fault;
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
