package com.metricai.faults;

import java.util.List;
import java.util.stream.Collectors;

/** Something that happens to a running suite. Its label is a line of the report's table. */
sealed interface Fault {
    String label();

    record Kill(Part part) implements Fault {
        @Override
        public String label() {
            return "kill -9: " + part.label();
        }
    }

    record Freeze(Part part) implements Fault {
        @Override
        public String label() {
            return "frozen (SIGSTOP): " + part.label();
        }
    }

    record Cut(List<Link> links) implements Fault {
        @Override
        public String label() {
            return "connections cut: " + labels(links);
        }
    }

    record Hang(List<Link> links) implements Fault {
        @Override
        public String label() {
            return "network hangs: " + labels(links);
        }
    }

    /** What clients send arrives; they never hear of it. */
    record AnswersLost() implements Fault {
        @Override
        public String label() {
            return "answers lost: clients";
        }
    }

    record DiskFull(Part part) implements Fault {
        @Override
        public String label() {
            return "disk full: " + (part == Part.CONSUMER ? "sqlite" : part.label());
        }
    }

    record SqliteLocked() implements Fault {
        @Override
        public String label() {
            return "SQLite locked by another process";
        }
    }

    /** All that use SQLite die, and start again while it is locked. */
    record LockedAtStart() implements Fault {
        @Override
        public String label() {
            return "SQLite locked while services start";
        }
    }

    /** An hour back, and right again. */
    record ClockBack(List<Part> parts) implements Fault {
        @Override
        public String label() {
            return "clock back an hour: "
                    + (parts.size() == 1 ? parts.getFirst().label() : parts.size() + " parts");
        }
    }

    /** Joins, works for a while, and leaves or is killed. */
    record SecondConsumer(boolean dies) implements Fault {
        @Override
        public String label() {
            return "a second consumer joins and " + (dies ? "is killed" : "leaves");
        }
    }

    /**
     * The consumer dies with rows in its outbox.
     *
     * @param inserted whether ClickHouse has them already, and only the answer got lost
     */
    record KillWithOutbox(boolean inserted) implements Fault {
        @Override
        public String label() {
            return "kill -9: consumer, outbox " + (inserted ? "inserted and not emptied" : "not inserted");
        }
    }

    /** The consumer stands still with rows in its outbox until a second one has taken over, and then goes on. */
    record TakeOver() implements Fault {
        @Override
        public String label() {
            return "frozen with rows in the outbox, taken over, thawed: consumer";
        }
    }

    /** A part dies in the middle of another fault. */
    record KillDuring(Part part, Fault during) implements Fault {
        @Override
        public String label() {
            return "kill -9: " + part.label() + ", while " + during.label();
        }
    }

    private static String labels(List<Link> links) {
        return links.stream().map(Link::label).collect(Collectors.joining(" and "));
    }
}
