package com.metricai.rollup.job.erasure;

import java.util.List;

/**
 * Whom an erasure is about.
 *
 * @param spellings of the person's name, in rows of either store
 * @param erasedAt of the tombstone, milliseconds since the epoch
 */
record Names(String erasureId, String orgId, List<String> spellings, long erasedAt) {
    Names {
        spellings = List.copyOf(spellings);
    }
}
