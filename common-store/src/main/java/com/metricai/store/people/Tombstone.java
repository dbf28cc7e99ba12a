package com.metricai.store.people;

import com.metricai.store.person.Person;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * That a person was erased, and which of their records may be stored again. Read it in the transaction that stores: one that
 * was written before that transaction began is always seen.
 *
 * @param erasedAt milliseconds since the epoch
 * @param keepOut whether later records are dropped as well
 */
public record Tombstone(long erasedAt, boolean keepOut) {
    private static final String FIND =
            "SELECT erased_at, keep_out FROM tombstones WHERE org_id = ? AND user_sha256 = ?";

    /** The tombstone of a person, if they were erased. */
    public static Optional<Tombstone> of(Handle handle, String orgId, String user) {
        return handle.select(FIND, orgId, Person.sha256(orgId, user))
                .map((row, context) -> new Tombstone(row.getLong("erased_at"), row.getBoolean("keep_out")))
                .findOne();
    }

    /**
     * Whether a record must not be stored. What had been received before the erasure must not come back by a replay, even
     * when a clock that runs ahead had stamped it with a later time.
     *
     * @param timeMs the record's own time
     * @param receivedAtMs when its export was received
     */
    public boolean drops(long timeMs, long receivedAtMs) {
        return keepOut || timeMs < erasedAt || receivedAtMs < erasedAt;
    }
}
