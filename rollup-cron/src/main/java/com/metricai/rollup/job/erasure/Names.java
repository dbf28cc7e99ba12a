package com.metricai.rollup.job.erasure;

import com.metricai.store.people.Tombstone;
import java.util.List;

/**
 * Whom an erasure is about.
 *
 * @param spellings of the person's name, in rows of either store
 * @param tombstone tells what is to go
 */
record Names(String erasureId, String orgId, List<String> spellings, Tombstone tombstone) {
    Names {
        spellings = List.copyOf(spellings);
    }

    /** Milliseconds since the epoch. */
    long erasedAt() {
        return tombstone.erasedAt();
    }

    /** Whether later rows are to go as well: nobody goes on working who is kept out. */
    boolean isEverything() {
        return tombstone.keepOut();
    }
}
