package com.metricai.store.people;

import com.metricai.store.access.Actor;
import com.metricai.store.access.AuditAction;
import com.metricai.store.access.AuditLog;
import com.metricai.store.person.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code erasures} and {@code tombstones}: who is to be erased, and how far that is. */
public final class Erasures {
    private static final String COLUMNS =
            "SELECT id, org_id, user, requested_at, requested_by, finished_at, deleted_rows FROM erasures ";

    private static final String INSERT =
            "INSERT INTO erasures (id, org_id, user, requested_at, requested_by) VALUES (?, ?, ?, ?, ?)";

    private static final String BURY = """
            INSERT INTO tombstones (org_id, user_sha256, erased_at, keep_out) VALUES (?, ?, ?, ?)
            ON CONFLICT (org_id, user_sha256) DO UPDATE SET
              erased_at = max(erased_at, excluded.erased_at), keep_out = excluded.keep_out""";

    /**
     * One erasure.
     *
     * @param user "" once the last row is gone
     * @param requestedAt milliseconds since the epoch, as {@code finishedAt}; null: not finished
     * @param deletedRows in all tables of both stores
     */
    public record Erasure(
            String id,
            String orgId,
            String user,
            long requestedAt,
            String requestedBy,
            @Nullable Long finishedAt,
            long deletedRows) {}

    private final Jdbi writer;
    private final Clock clock;
    private final AuditLog audit;

    /**
     * Over one database.
     *
     * @param writer connections that begin with BEGIN IMMEDIATE
     */
    public Erasures(Jdbi writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.audit = new AuditLog(writer, clock);
    }

    /**
     * Asks for a person's rows to be deleted. From this moment no record of theirs from before it is stored. While the same
     * person's erasure is not finished, that one is the answer. The audit log tells of it in the same transaction.
     *
     * @param pseudonym stands for the person in the audit log, which outlives the name
     * @param keepOut whether later records are dropped too; replaces what was said of this person earlier
     */
    public Erasure request(String orgId, String user, String pseudonym, boolean keepOut, Actor by) {
        return writer.inTransaction(handle -> {
            long now = clock.millis();
            String detail = keepOut ? "later records are dropped too" : "";
            audit.append(handle, orgId, by, AuditAction.PERSON_ERASED, pseudonym, detail);
            handle.execute(BURY, orgId, Person.sha256(orgId, user), now, keepOut);
            Optional<Erasure> open = open(handle).stream()
                    .filter(erasure -> erasure.orgId().equals(orgId) && Person.same(erasure.user(), user))
                    .findFirst();
            if (open.isPresent()) {
                return open.get();
            }
            String id = UUID.randomUUID().toString();
            handle.execute(INSERT, id, orgId, user, now, by.name());
            return new Erasure(id, orgId, user, now, by.name(), null, 0);
        });
    }

    /** Those of the org, the latest first. */
    public List<Erasure> of(String orgId) {
        return writer.withHandle(
                handle -> handle.select(COLUMNS + "WHERE org_id = ? ORDER BY requested_at DESC, id", orgId)
                        .map((row, context) -> erasure(row))
                        .list());
    }

    /** Those that are not finished, of all orgs, the oldest first. */
    public List<Erasure> open() {
        return writer.withHandle(Erasures::open);
    }

    /** What was said when it was asked for, the last time: a later one if it was asked for once more. */
    public Tombstone tombstone(Erasure erasure) {
        return writer.withHandle(handle -> Tombstone.of(handle, erasure.orgId(), erasure.user())
                .orElseGet(() -> new Tombstone(erasure.requestedAt(), false)));
    }

    /** Counts deleted rows, in the transaction that deletes them where there is one. */
    public static void count(Handle handle, String id, long rows) {
        handle.execute("UPDATE erasures SET deleted_rows = deleted_rows + ? WHERE id = ?", rows, id);
    }

    /** Empties the name. It is not finished before that is in the file too. */
    public void forgetName(String id) {
        writer.useTransaction(handle -> handle.execute("UPDATE erasures SET user = '' WHERE id = ?", id));
    }

    /** Says that nothing is left. */
    public void finish(String id) {
        writer.useTransaction(
                handle -> handle.execute("UPDATE erasures SET finished_at = ? WHERE id = ?", clock.millis(), id));
    }

    private static List<Erasure> open(Handle handle) {
        return handle.select(COLUMNS + "WHERE finished_at IS NULL ORDER BY requested_at, id")
                .map((row, context) -> erasure(row))
                .list();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        long finishedAt = row.getLong("finished_at");
        Long finished = row.wasNull() ? null : (Long) finishedAt;
        return new Erasure(
                row.getString("id"),
                row.getString("org_id"),
                row.getString("user"),
                row.getLong("requested_at"),
                row.getString("requested_by"),
                finished,
                row.getLong("deleted_rows"));
    }
}
