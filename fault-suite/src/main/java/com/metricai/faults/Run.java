package com.metricai.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: a fresh installation, a load, faults in an order by chance, and the reckoning. */
final class Run {
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Map<Part, Integer> DISK_MEGABYTES =
            Map.of(Part.BROKER, 192, Part.CONSUMER, 128, Part.CLICKHOUSE, 384);

    /** What there is to choose. */
    record Options(
            Path contract,
            Path app,
            Path folder,
            @Nullable Path cache,
            @Nullable Path faketime,
            Pace pace,
            int clients,
            Duration pause) {}

    /** A fault as it went; recovery is the time from its end until all parts said that they work, -1 for never. */
    record Event(Fault fault, long recoveryMs, List<Ledger.Entry> sent) {}

    /** The whole of it. */
    record Result(long seed, List<Event> events, Reckoning.Result reckoning, Ledger ledger, int ownEnds, long seconds) {
        boolean isGood() {
            return reckoning.differences().isEmpty()
                    && events.stream().allMatch(event -> event.recoveryMs() >= 0)
                    && ledger.entries().stream()
                            .allMatch(entry -> entry.outcome().finals() == 0);
        }
    }

    private final Options options;
    private final PrintStream out;

    Run(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Result with(long seed, List<Fault> faults) {
        long began = System.nanoTime();
        Random random = new Random(seed);
        Path home = options.folder().resolve("run-" + seed);
        delete(home);
        boolean needsDisks = faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.DISK_FULL);
        Places places = new Places(home).create();
        Map<Part, SmallDisk> disks = needsDisks ? disks(places) : Map.of();
        Ledger ledger = new Ledger();
        List<Event> events = new ArrayList<>();
        boolean good = false;
        boolean needsClock = faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.CLOCK_BACK);
        Path faketime = needsClock ? options.faketime() : null;
        // A class cache is for a JVM that preloads nothing.
        Path cache = needsClock ? null : options.cache();
        try (Installation installation = new Installation(places, new Jvm(options.app(), cache, faketime))) {
            installation.start(random);
            Injector injector = new Injector(installation, options.pace(), disks);
            try (Senders _ = new Senders(
                    options.clients(),
                    options.pause(),
                    URI.create("http://127.0.0.1:" + installation.port(Part.INGEST)),
                    installation.token(),
                    new Load(options.contract(), seed),
                    ledger)) {
                Await.pass(Duration.ofSeconds(1));
                for (Fault fault : faults) {
                    events.add(happen(fault, injector, installation, ledger, random));
                }
                Await.pass(Duration.ofSeconds(1));
            }
            Reckoning.Result reckoning = reckon(installation, ledger);
            Result result = new Result(
                    seed,
                    List.copyOf(events),
                    reckoning,
                    ledger,
                    installation.ownEnds(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            good = result.isGood();
            return result;
        } finally {
            disks.values().forEach(SmallDisk::close);
            if (good) {
                delete(home);
            }
        }
    }

    private Event happen(Fault fault, Injector injector, Installation installation, Ledger ledger, Random random) {
        int before = ledger.entries().size();
        injector.inject(fault);
        long ended = System.nanoTime();
        boolean back = Await.holds(RECOVERY, () -> Injector.isAll(installation, Plan.MORTAL));
        long recovery = back ? Duration.ofNanos(System.nanoTime() - ended).toMillis() : -1;
        Await.pass(Duration.ofMillis(random.nextInt(1500)));
        List<Ledger.Entry> entries = ledger.entries();
        out.printf("  %-45s %s%n", fault.label(), back ? "back after " + recovery + " ms" : "NOT BACK: needs a hand");
        return new Event(fault, recovery, entries.subList(before, entries.size()));
    }

    /** Until all is there, or for minutes. */
    private Reckoning.Result reckon(Installation installation, Ledger ledger) {
        List<Ledger.Entry> entries = ledger.entries();
        long end = System.nanoTime() + DRAIN.toNanos();
        while (true) {
            Reckoning.Result found = Reckoning.look(installation, entries);
            if (found.differences().isEmpty() || System.nanoTime() > end) {
                return found;
            }
            out.println("  waiting: " + found.differences().getFirst());
            Await.pass(BETWEEN_LOOKS);
        }
    }

    private static Map<Part, SmallDisk> disks(Places places) {
        Map<Part, SmallDisk> disks = new EnumMap<>(Part.class);
        disks.put(Part.BROKER, SmallDisk.at(places.kafka(), DISK_MEGABYTES.getOrDefault(Part.BROKER, 0)));
        disks.put(Part.CONSUMER, SmallDisk.at(places.sqlite(), DISK_MEGABYTES.getOrDefault(Part.CONSUMER, 0)));
        disks.put(Part.CLICKHOUSE, SmallDisk.at(places.clickHouse(), DISK_MEGABYTES.getOrDefault(Part.CLICKHOUSE, 0)));
        return disks;
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
