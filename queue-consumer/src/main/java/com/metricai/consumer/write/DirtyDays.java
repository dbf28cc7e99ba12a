package com.metricai.consumer.write;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** {@code dirty_days}: what a rollup must recompute. rollup-cron deletes a mark only at the version that it read. */
final class DirtyDays {
    /** A day of a user, to be rolled up. */
    public record Mark(String orgId, String day, String user) {}

    /** A version that was there before would let a rollup delete a mark that it has not worked off. */
    private static final String MARK = """
            INSERT INTO dirty_days (org_id, day, user, version) VALUES (:orgId, :day, :user, random())
            ON CONFLICT (org_id, day, user) DO UPDATE SET version = excluded.version""";

    private DirtyDays() {}

    static void mark(Handle handle, Stream<Mark> marks) {
        List<Mark> distinct = marks.distinct().toList();
        NewRows.insert(handle, MARK, distinct);
    }
}
