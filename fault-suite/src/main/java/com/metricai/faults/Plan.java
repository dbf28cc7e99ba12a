package com.metricai.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults a run has, in which order: a matter of its seed alone. */
final class Plan {
    /**
     * How many of each kind.
     *
     * @param others rounds of one each of what is none of the rest
     */
    record Counts(int kills, int freezes, int pairs, int disks, int clocks, int others) {}

    static final List<Part> MORTAL =
            List.of(Part.BROKER, Part.CLICKHOUSE, Part.INGEST, Part.CONSUMER, Part.ROLLUP, Part.DASHBOARD);

    /** The directory of SQLite stands under the consumer's name, which writes it. */
    static final List<Part> WITH_DISK = List.of(Part.BROKER, Part.CONSUMER, Part.CLICKHOUSE);

    /** Those whose decisions hang on the time of day: tokens, time-outs, retention of the topic. */
    static final List<Part> ON_THE_PATH = List.of(Part.INGEST, Part.BROKER, Part.CONSUMER);

    static final List<Link> TO_BROKER = List.of(Link.INGEST_TO_BROKER, Link.CONSUMER_TO_BROKER);
    static final List<Link> TO_CLICKHOUSE = List.of(Link.CONSUMER_TO_CLICKHOUSE, Link.ROLLUP_TO_CLICKHOUSE);

    private Plan() {}

    /** For a suite of separate parts. */
    static List<Fault> parts(Counts counts, Random random) {
        List<Fault> faults = new ArrayList<>();
        spread(MORTAL, counts.kills, random).forEach(part -> faults.add(new Fault.Kill(part)));
        spread(MORTAL, counts.freezes, random).forEach(part -> faults.add(new Fault.Freeze(part)));
        spread(MORTAL, counts.pairs, random).forEach(part -> faults.add(pair(part, random)));
        spread(WITH_DISK, counts.disks, random).forEach(part -> faults.add(fullDisk(part, random)));
        for (int i = 0; i < counts.clocks; i++) {
            Fault back = new Fault.ClockBack(random.nextBoolean() ? MORTAL : ON_THE_PATH);
            faults.add(random.nextBoolean() ? back : new Fault.KillDuring(Part.BROKER, back));
        }
        for (int i = 0; i < counts.others; i++) {
            faults.addAll(others());
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    /** For everything in one process. */
    static List<Fault> standalone(Counts counts, Random random) {
        List<Fault> faults = new ArrayList<>();
        List<Part> whole = List.of(Part.STANDALONE);
        faults.addAll(Collections.nCopies(counts.kills, new Fault.Kill(Part.STANDALONE)));
        faults.addAll(Collections.nCopies(counts.freezes, new Fault.Freeze(Part.STANDALONE)));
        faults.addAll(Collections.nCopies(
                counts.pairs, new Fault.KillDuring(Part.STANDALONE, new Fault.Freeze(Part.STANDALONE))));
        spread(whole, counts.disks, random).forEach(part -> faults.add(fullDisk(part, random)));
        for (int i = 0; i < counts.clocks; i++) {
            Fault back = new Fault.ClockBack(whole);
            faults.add(random.nextBoolean() ? back : new Fault.KillDuring(Part.STANDALONE, back));
        }
        for (int i = 0; i < counts.others; i++) {
            faults.addAll(List.of(
                    new Fault.Cut(List.of(Link.CLIENTS)),
                    new Fault.AnswersLost(),
                    new Fault.SqliteLocked(),
                    new Fault.LockedAtStart()));
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    /** One of each of what is neither a kill, a freeze, a full disk nor a matter of the clock. */
    static List<Fault> others() {
        return List.of(
                new Fault.Cut(List.of(Link.CLIENTS)),
                new Fault.Cut(TO_BROKER),
                new Fault.Cut(List.of(Link.CONSUMER_TO_BROKER)),
                new Fault.Cut(TO_CLICKHOUSE),
                new Fault.Cut(List.of(Link.ROLLUP_TO_CLICKHOUSE)),
                new Fault.Hang(TO_BROKER),
                new Fault.Hang(List.of(Link.CONSUMER_TO_BROKER)),
                new Fault.Hang(TO_CLICKHOUSE),
                new Fault.Hang(List.of(Link.ROLLUP_TO_CLICKHOUSE)),
                new Fault.AnswersLost(),
                new Fault.SqliteLocked(),
                new Fault.LockedAtStart(),
                new Fault.SecondConsumer(false),
                new Fault.SecondConsumer(true),
                new Fault.KillWithOutbox(false),
                new Fault.KillWithOutbox(true),
                new Fault.TakeOver());
    }

    /** A kill while another part stands still or cannot be reached. */
    private static Fault pair(Part part, Random random) {
        List<Fault> meanwhile = new ArrayList<>(List.of(new Fault.Cut(TO_BROKER), new Fault.Cut(TO_CLICKHOUSE)));
        MORTAL.stream().filter(other -> other != part).forEach(other -> meanwhile.add(new Fault.Freeze(other)));
        return new Fault.KillDuring(part, meanwhile.get(random.nextInt(meanwhile.size())));
    }

    /** Every second one is full when the part starts. */
    private static Fault fullDisk(Part part, Random random) {
        Fault full = new Fault.DiskFull(part);
        return random.nextBoolean() ? full : new Fault.KillDuring(part, full);
    }

    /** So many, evenly over the parts. */
    private static List<Part> spread(List<Part> parts, int count, Random random) {
        List<Part> order = new ArrayList<>(parts);
        Collections.shuffle(order, random);
        List<Part> spread = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spread.add(order.get(i % order.size()));
        }
        return spread;
    }
}
