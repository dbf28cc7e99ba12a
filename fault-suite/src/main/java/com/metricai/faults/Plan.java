package com.metricai.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults a run has, in which order: a matter of its seed alone. */
final class Plan {
    static final List<Part> MORTAL =
            List.of(Part.BROKER, Part.CLICKHOUSE, Part.INGEST, Part.CONSUMER, Part.ROLLUP, Part.DASHBOARD);
    static final List<Part> WITH_NETWORK = List.of(Part.BROKER, Part.CLICKHOUSE);
    /** The directory of SQLite stands under the consumer's name, which writes it. */
    static final List<Part> WITH_DISK = List.of(Part.BROKER, Part.CONSUMER, Part.CLICKHOUSE);

    private Plan() {}

    /** So many kills, spread evenly over the parts. */
    static List<Fault> kills(int count, Random random) {
        return spread(Fault.Kind.KILL, MORTAL, count, random);
    }

    static List<Fault> freezes(int count, Random random) {
        return spread(Fault.Kind.FREEZE, MORTAL, count, random);
    }

    static List<Fault> fullDisks(int count, Random random) {
        return spread(Fault.Kind.DISK_FULL, WITH_DISK, count, random);
    }

    /** One of each of what is neither a kill, a freeze, a full disk nor a matter of the clock. */
    static List<Fault> others() {
        List<Fault> faults = new ArrayList<>(List.of(
                new Fault(Fault.Kind.SQLITE_LOCKED),
                new Fault(Fault.Kind.SECOND_CONSUMER),
                new Fault(Fault.Kind.SECOND_CONSUMER_DIES)));
        for (Part part : WITH_NETWORK) {
            faults.add(new Fault(Fault.Kind.CUT, part));
            faults.add(new Fault(Fault.Kind.HANG, part));
        }
        return faults;
    }

    static List<Fault> shuffled(List<Fault> faults, Random random) {
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Fault> spread(Fault.Kind kind, List<Part> parts, int count, Random random) {
        List<Part> order = new ArrayList<>(parts);
        Collections.shuffle(order, random);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faults.add(new Fault(kind, order.get(i % order.size())));
        }
        return faults;
    }
}
