package com.metricai.rollup.job.erasure;

import com.metricai.rollup.job.rollup.DayTables;
import com.metricai.rollup.job.rollup.UserDay;
import com.metricai.store.people.Erasures;
import com.metricai.store.people.PersonTable;
import com.metricai.store.people.Spellings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** A person's rows in SQLite. */
final class PersonRows {
    /** A write transaction stays well under 100 ms. */
    private static final int ROWS_PER_TRANSACTION = 500;

    /** Whose the session is without the person: somebody else who has rows of it. */
    private static final String OTHER_USER = """
            coalesce(
              (SELECT e.user FROM events e WHERE e.org_id = s.org_id AND e.session_id = s.session_id
                AND e.user NOT IN (<users>) ORDER BY e.time_ms DESC LIMIT 1),
              (SELECT m.user FROM session_metric_days m WHERE m.org_id = s.org_id AND m.session_id = s.session_id
                AND m.user NOT IN (<users>) LIMIT 1))""";

    private static final String SHARED_SESSIONS = "SELECT s.session_id, " + OTHER_USER
            + " AS other FROM sessions s WHERE s.org_id = :org AND s.user IN (<users>) AND other IS NOT NULL";

    private static final String DAYS = DayTables.TABLES.stream()
            .map(table -> "SELECT day, user FROM " + table + " WHERE org_id = :org AND user IN (<users>)")
            .collect(Collectors.joining(" UNION "));

    private static final String HAND_OVER = "UPDATE sessions SET user = ? WHERE org_id = ? AND session_id = ?";

    /** A session and whose it is from now on. */
    private record Shared(String sessionId, String user) {}

    private final Jdbi writer;
    private final Jdbi reader;

    PersonRows(Jdbi writer, Jdbi reader) {
        this.writer = writer;
        this.reader = reader;
    }

    List<String> spellings(String orgId, String user) {
        return reader.withHandle(handle -> Spellings.all(handle, orgId, user));
    }

    /** Deletes what is there, in small batches; the outbox is left to whoever empties it. Returns how many rows went. */
    long delete(Names names) {
        handOverSharedSessions(names);
        return deleteDays(names)
                + PersonTable.ALL.stream()
                        .mapToLong(table -> delete(names, table))
                        .sum();
    }

    /** The daily tables by whole days, so that the coarse tables lose them too. */
    private long deleteDays(Names names) {
        List<UserDay> days = reader.withHandle(handle -> bound(handle.createQuery(DAYS), names)
                .map((row, context) -> new UserDay(names.orgId(), row.getString("day"), row.getString("user")))
                .list());
        long deleted = 0;
        for (UserDay day : days) {
            deleted += writer.inTransaction(handle -> {
                int rows = DayTables.remove(handle, day);
                Erasures.count(handle, names.erasureId(), rows);
                return rows;
            });
        }
        return deleted;
    }

    /** Whether metric rows of the person are still on their way to ClickHouse, perhaps at this moment. */
    boolean isOnItsWay(Names names) {
        PersonTable outbox = PersonTable.OUTBOX;
        return any(names, "SELECT count(*) FROM " + outbox.name() + " WHERE " + outbox.where());
    }

    /** Whether rows are left that are older than the erasure: not those of somebody who goes on working. */
    boolean anyOlder(Names names) {
        return PersonTable.ALL.stream()
                .anyMatch(table -> any(
                        names,
                        "SELECT count(*) FROM " + table.name() + " WHERE " + table.where() + " AND " + table.older()));
    }

    private boolean any(Names names, String sql) {
        return reader.withHandle(handle ->
                bound(handle.createQuery(sql), names).mapTo(long.class).one() > 0);
    }

    /**
     * A session may have rows of two users, as when somebody logs in meanwhile. It is the other one's then; without its row
     * the other one's day would be added up differently.
     */
    private void handOverSharedSessions(Names names) {
        List<Shared> shared = reader.withHandle(handle -> bound(handle.createQuery(SHARED_SESSIONS), names)
                .map((row, context) -> new Shared(row.getString("session_id"), row.getString("other")))
                .list());
        for (int from = 0; from < shared.size(); from += ROWS_PER_TRANSACTION) {
            List<Shared> some = shared.subList(from, Math.min(shared.size(), from + ROWS_PER_TRANSACTION));
            writer.useTransaction(handle ->
                    some.forEach(session -> handle.execute(HAND_OVER, session.user, names.orgId(), session.sessionId)));
        }
    }

    /** Looks for the rows without the write lock, since that may mean to read the whole table; then deletes them by key. */
    private long delete(Names names, PersonTable table) {
        List<String> key = table.key();
        String find = "SELECT " + String.join(", ", key) + " FROM " + table.name() + " WHERE " + table.where();
        List<Object[]> found = reader.withHandle(handle -> bound(handle.createQuery(find), names)
                .map((row, context) -> values(row, key.size()))
                .list());
        String delete = "DELETE FROM " + table.name() + " WHERE "
                + key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        long deleted = 0;
        for (int from = 0; from < found.size(); from += ROWS_PER_TRANSACTION) {
            List<Object[]> some = found.subList(from, Math.min(found.size(), from + ROWS_PER_TRANSACTION));
            deleted += writer.inTransaction(handle -> delete(handle, names, delete, some));
        }
        return deleted;
    }

    private static long delete(Handle handle, Names names, String sql, List<Object[]> keys) {
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            keys.forEach(batch::add);
            long deleted = Arrays.stream(batch.execute()).sum();
            Erasures.count(handle, names.erasureId(), deleted);
            return deleted;
        }
    }

    private static Object[] values(ResultSet row, int columns) throws SQLException {
        Object[] values = new Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Names names) {
        return statement
                .bind("org", names.orgId())
                .bindList("users", names.spellings())
                .bind("erasedAt", names.erasedAt())
                .bind(
                        "erasedDay",
                        LocalDate.ofInstant(Instant.ofEpochMilli(names.erasedAt()), ZoneOffset.UTC)
                                .toString());
    }
}
