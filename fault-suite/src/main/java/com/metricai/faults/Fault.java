package com.metricai.faults;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens to a running suite.
 *
 * @param part to whom, where there is a choice
 */
record Fault(Kind kind, @Nullable Part part) {
    /** What may happen. */
    enum Kind {
        KILL("kill -9"),
        FREEZE("frozen (SIGSTOP)"),
        CUT("connections cut"),
        HANG("network hangs"),
        DISK_FULL("disk full"),
        SQLITE_LOCKED("SQLite locked by another process"),
        CLOCK_BACK("clock back an hour, then right again"),
        SECOND_CONSUMER("a second consumer joins and leaves"),
        SECOND_CONSUMER_DIES("a second consumer joins and is killed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    Fault(Kind kind) {
        this(kind, null);
    }

    String label() {
        return part == null ? kind.words : kind.words + ": " + part.label();
    }
}
