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
import java.util.stream.Gatherers;
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
            + " AS other FROM sessions s WHERE s.org_id = :org AND s.user IN (<users>) AND other IS NOT NULL AND ";

    private static final String DAYS = DayTables.TABLES.stream()
            .map(table -> "SELECT day, user FROM " + table + " WHERE org_id = :org AND user IN (<users>)")
            .collect(Collectors.joining(" UNION "));

    private static final String HAND_OVER = "UPDATE sessions SET user = :other"
            + " WHERE org_id = :org AND session_id = :session AND user IN (<users>) AND ";

    private static final String MARK = """
            INSERT INTO dirty_days (org_id, day, user, version) VALUES (?, ?, ?, random())
            ON CONFLICT (org_id, day, user) DO UPDATE SET version = excluded.version""";

    private static final String IS_TAKEN_BEFORE =
            "SELECT count(*) FROM exports_seen WHERE fingerprint = unhex(?) AND seen_at < ?";

    /** Whether a session had events stays known of one that goes on: its metrics would else be its ledger beside them. */
    private static final String BEGINS_ANEW = """
            UPDATE sessions SET first_seen_at = :erasedAt
            WHERE org_id = :org AND user IN (<users>) AND first_seen_at < :erasedAt AND last_seen_at >= :erasedAt""";

    private static final String REPORTS_ANEW = """
            UPDATE reporting SET
              metrics_last_seen_at = iif(metrics_last_seen_at < :erasedAt, NULL, metrics_last_seen_at),
              logs_last_seen_at = iif(logs_last_seen_at < :erasedAt, NULL, logs_last_seen_at),
              traces_last_seen_at = iif(traces_last_seen_at < :erasedAt, NULL, traces_last_seen_at)
            WHERE org_id = :org AND user IN (<users>)
              AND (metrics_last_seen_at < :erasedAt OR logs_last_seen_at < :erasedAt OR traces_last_seen_at < :erasedAt)""";

    private static final PersonTable SESSIONS = PersonTable.ALL.stream()
            .filter(table -> table.name().equals("sessions"))
            .findFirst()
            .orElseThrow();

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

    /** Deletes what is to go, in small batches; the outbox is left to whoever empties it. Returns how many rows went. */
    long delete(Names names) {
        handOverSharedSessions(names);
        long deleted = deleteDays(names)
                + PersonTable.ALL.stream()
                        .mapToLong(table -> delete(names, table))
                        .sum();
        if (!names.isEverything()) {
            cutBack(names);
        }
        return deleted;
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
                if (mayHaveLaterRows(handle, names, day)) {
                    handle.execute(MARK, day.orgId(), day.day(), day.user());
                }
                return rows;
            });
        }
        return deleted;
    }

    /** Then the next rollup makes it anew of those. */
    private static boolean mayHaveLaterRows(Handle handle, Names names, UserDay day) {
        return !names.isEverything()
                && day.day().compareTo(erasedDay(names)) >= 0
                && isAny(handle, "SELECT " + PersonTable.GOES_ON, names);
    }

    /** What rows that stay still say of the time before. */
    private void cutBack(Names names) {
        writer.useTransaction(handle -> {
            bound(handle.createUpdate(BEGINS_ANEW), names).execute();
            bound(handle.createUpdate(REPORTS_ANEW), names).execute();
        });
    }

    /** Whether metric rows that are to go are still on their way to ClickHouse, perhaps at this moment. */
    boolean isOnItsWay(Names names) {
        return any(names, PersonTable.OUTBOX);
    }

    /** Those of the exports, given by fingerprint, that were taken before the erasure. */
    List<String> takenBefore(Names names, List<String> exports) {
        return reader.withHandle(handle -> exports.stream()
                .filter(export -> handle.select(IS_TAKEN_BEFORE, export, names.erasedAt())
                                .mapTo(int.class)
                                .one()
                        > 0)
                .toList());
    }

    /** Whether rows are left that are to go: not those of somebody who goes on working. */
    boolean anyLeft(Names names) {
        return PersonTable.ALL.stream().anyMatch(table -> any(names, table));
    }

    private boolean any(Names names, PersonTable table) {
        String sql =
                "SELECT count(*) FROM " + table.name() + " WHERE " + table.where() + " AND " + isGoing(names, table);
        return reader.withHandle(handle -> isAny(handle, sql, names));
    }

    private static boolean isAny(Handle handle, String count, Names names) {
        return bound(handle.createQuery(count), names).mapTo(long.class).one() > 0;
    }

    /** Which of the person's rows are to go. */
    private static String isGoing(Names names, PersonTable table) {
        return names.isEverything() ? "TRUE" : table.older();
    }

    /**
     * A session may have rows of two users, as when somebody logs in meanwhile. It is the other one's then; without its row
     * the other one's day would be added up differently.
     */
    private void handOverSharedSessions(Names names) {
        List<Shared> shared =
                reader.withHandle(handle -> bound(handle.createQuery(SHARED_SESSIONS + isGoing(names, SESSIONS)), names)
                        .map((row, context) -> new Shared(row.getString("session_id"), row.getString("other")))
                        .list());
        shared.stream()
                .gather(Gatherers.windowFixed(ROWS_PER_TRANSACTION))
                .forEach(some -> writer.useTransaction(handle ->
                        some.forEach(session -> bound(handle.createUpdate(HAND_OVER + isGoing(names, SESSIONS)), names)
                                .bind("other", session.user)
                                .bind("session", session.sessionId)
                                .execute())));
    }

    /**
     * Looks for the rows without the write lock, since that may mean to read the whole table; then deletes them by key, those
     * that are to go even now: one may have been written again since it was found.
     */
    private long delete(Names names, PersonTable table) {
        List<String> key = table.key();
        String find = "SELECT " + String.join(", ", key) + " FROM " + table.name() + " WHERE " + table.where() + " AND "
                + isGoing(names, table);
        List<Object[]> found = reader.withHandle(handle -> bound(handle.createQuery(find), names)
                .map((row, context) -> values(row, key.size()))
                .list());
        String delete = "DELETE FROM " + table.name() + " WHERE "
                + key.stream().map(column -> column + " = :" + column + " AND ").collect(Collectors.joining())
                + (table.isNamed() ? table.where() + " AND " : "") + isGoing(names, table);
        return found.stream()
                .gather(Gatherers.windowFixed(ROWS_PER_TRANSACTION))
                .mapToLong(some -> writer.inTransaction(handle -> delete(handle, names, delete, key, some)))
                .sum();
    }

    private static long delete(Handle handle, Names names, String sql, List<String> key, List<Object[]> found) {
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Object[] values : found) {
                for (int i = 0; i < values.length; i++) {
                    batch.bind(key.get(i), values[i]);
                }
                bound(batch, names).add();
            }
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
                .bind("erasedDay", erasedDay(names));
    }

    private static String erasedDay(Names names) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(names.erasedAt()), ZoneOffset.UTC)
                .toString();
    }
}
