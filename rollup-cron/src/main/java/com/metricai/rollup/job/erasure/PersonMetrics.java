package com.metricai.rollup.job.erasure;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.person.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A person's rows in ClickHouse. Statements name the person by a hash: ClickHouse keeps the text of a mutation on disk. */
final class PersonMetrics {
    private static final String TABLE = "metric_ai_metrics";

    private static final String USERS = "SELECT DISTINCT user FROM " + TABLE + " WHERE org_id = ?";

    private static final String COUNT = "SELECT count() FROM " + TABLE + " WHERE ";

    private static final String RUNNING = "SELECT count() FROM system.mutations WHERE database = currentDatabase()"
            + " AND table = '" + TABLE + "' AND NOT is_done";

    /** Parts that a mutation or a merge has replaced stay readable on disk for a while: minutes, unless told otherwise. */
    private static final String REPLACED_PARTS = "SELECT count() FROM system.parts WHERE database = currentDatabase()"
            + " AND table = '" + TABLE + "' AND NOT active AND remove_time <= toDateTime(?)";

    private static final String SHORT_LIVES = "ALTER TABLE " + TABLE + " MODIFY SETTING old_parts_lifetime = 1";

    private static final String USUAL_LIVES = "ALTER TABLE " + TABLE + " RESET SETTING old_parts_lifetime";

    /**
     * Removes them at once, as every DROP PARTITION does; no row is of that month. The thread that does so by itself sleeps
     * for minutes when there is nothing else to do.
     */
    private static final String REMOVE_FILES = "ALTER TABLE " + TABLE + " DROP PARTITION 197001";

    private final ClickHouse clickHouse;
    private final ClickHouseSchema schema;

    PersonMetrics(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.schema = new ClickHouseSchema(clickHouse);
    }

    /**
     * The spellings of a name that metric rows carry.
     *
     * @throws ClickHouseAway when ClickHouse does not answer, as all methods
     */
    List<String> spellings(String orgId, String user) {
        return users(orgId).stream().filter(each -> Person.same(each, user)).toList();
    }

    /** All users of an org that have metric rows. */
    List<String> users(String orgId) {
        schema.ensure();
        return with(connection -> {
            List<String> users = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(USERS)) {
                query.setString(1, orgId);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        users.add(rows.getString(1));
                    }
                }
            }
            return users;
        });
    }

    /**
     * Exports with rows that stay by their own time: not by that of a clock that ran ahead, if they were taken before the
     * erasure.
     */
    List<String> laterExports(Names names) {
        return names.isEverything()
                ? List.of()
                : texts("SELECT DISTINCT fingerprint FROM " + TABLE + " WHERE " + own(names) + " AND NOT "
                        + isOlder(names));
    }

    /**
     * Deletes what is to go and waits until that is done; returns how many rows went.
     *
     * @param exports that are to go as well, whatever time their rows have
     */
    long delete(Names names, List<String> exports) {
        String which = exports.isEmpty()
                ? going(names)
                : own(names) + " AND (" + isOlder(names) + " OR fingerprint IN ('" + String.join("', '", exports)
                        + "'))";
        schema.ensure();
        return with(connection -> {
            long rows = number(connection, COUNT + which);
            if (rows > 0) {
                execute(connection, "ALTER TABLE " + TABLE + " DELETE WHERE " + which + " SETTINGS mutations_sync = 2");
            }
            return rows;
        });
    }

    /** The days, YYYY-MM-DD, of rows that are to go. */
    List<String> days(Names names) {
        return texts("SELECT DISTINCT toString(toDate(minute, 'UTC')) FROM " + TABLE + " WHERE " + going(names));
    }

    /** Whether an earlier mutation is still at work, as after one that took longer than this waited for it. */
    boolean isDeleting() {
        return with(connection -> number(connection, RUNNING) > 0);
    }

    /** Whether rows are left that are to go. */
    boolean anyLeft(Names names) {
        return with(connection -> number(connection, COUNT + going(names)) > 0);
    }

    private static String going(Names names) {
        return names.isEverything() ? own(names) : own(names) + " AND " + isOlder(names);
    }

    /** As the consumer compares: a row counts from the beginning of its minute. */
    private static String isOlder(Names names) {
        return "toUnixTimestamp(minute) * 1000 < " + names.erasedAt();
    }

    /** ClickHouse's own time, seconds since the epoch. */
    long now() {
        return with(connection -> number(connection, "SELECT toUnixTimestamp(now())"));
    }

    /** Whether the files of parts that were replaced until then are gone. */
    boolean replacedPartsAreGone(long until) {
        return with(connection -> {
            boolean gone = number(connection, REPLACED_PARTS.replace("?", Long.toString(until))) == 0;
            if (gone) {
                execute(connection, USUAL_LIVES);
            } else {
                execute(connection, SHORT_LIVES);
                execute(connection, REMOVE_FILES);
            }
            return gone;
        });
    }

    private static String own(Names names) {
        return "org_id = '" + names.orgId().replace("\\", "\\\\").replace("'", "\\'") + "' AND hex(SHA256(user)) IN ("
                + names.spellings().stream()
                        .map(Person::sha256OfSpelling)
                        .map(digest -> "'" + HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT) + "'")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private List<String> texts(String sql) {
        return with(connection -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        });
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = clickHouse.connect()) {
            return work.with(connection);
        } catch (SQLException e) {
            schema.forget();
            throw new ClickHouseAway("could not erase metrics", e);
        }
    }
}
