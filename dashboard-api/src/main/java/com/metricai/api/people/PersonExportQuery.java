package com.metricai.api.people;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseAway;
import com.metricai.store.people.PersonTable;
import com.metricai.store.person.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every row about one person, of both stores. */
@Component
class PersonExportQuery {
    static final String README = """
            Everything that this installation of metric-ai stores about one person, one CSV file per table.

            metric_ai_metrics is kept in ClickHouse, all other tables in SQLite. Times in columns that end in _at or
            _ms are milliseconds since 1970-01-01T00:00:00Z, start_ns nanoseconds; a column _ms without another word
            is a duration. cost_micros is millionths of a US dollar. Days are UTC. Keys are written in hex.
            A text that begins with = + - or @ has an apostrophe in front, so that no spreadsheet runs it.

            Prompts, answers, commands, file names and tool output are in no table: they are never stored. What the
            client sent stands in the message broker as it came for at most 6 hours after it was read; that is not in
            here. Values of running totals are kept under a hash of what was sent with them, without a name.
            members, removed_members and audit_log have rows when the person's name is an address that signed in here.
            """;

    private static final String METRICS = "metric_ai_metrics";

    private record Stored(String name, String where) {}

    /** What is erased, and what is not because the person signs in here. */
    private static final List<Stored> STORED = Stream.concat(
                    Stream.concat(PersonTable.ALL.stream(), Stream.of(PersonTable.OUTBOX))
                            .map(table -> new Stored(table.name(), table.where())),
                    Stream.of(
                            new Stored("members", "org_id = :org AND email IN (<lower>)"),
                            new Stored("removed_members", "org_id = :org AND email_sha256 IN (<hashes>)"),
                            new Stored(
                                    "audit_log",
                                    "org_id = :org AND (lower(actor) IN (<lower>) OR lower(subject) IN (<lower>))")))
            .toList();

    /** The tables of SQLite that an export has a file of. */
    static final List<String> TABLES = STORED.stream().map(Stored::name).toList();

    private final Jdbi jdbi;
    private final ClickHouse clickHouse;

    PersonExportQuery(Jdbi jdbi, ClickHouse clickHouse) {
        this.jdbi = jdbi;
        this.clickHouse = clickHouse;
    }

    /**
     * Looks whether ClickHouse answers: once the first byte of an export is sent it is too late to say no.
     *
     * @throws ClickHouseAway when it does not
     */
    void requireClickHouse() {
        try (Connection connection = clickHouse.connect();
                PreparedStatement query = connection.prepareStatement("EXISTS TABLE " + METRICS);
                ResultSet row = query.executeQuery()) {
            row.next();
        } catch (SQLException e) {
            throw new ClickHouseAway("ClickHouse does not answer", e);
        }
    }

    /** Writes all tables; those without a row have their header alone. */
    void write(String orgId, List<String> users, CsvZip zip) {
        metrics(orgId, users, zip);
        jdbi.useHandle(handle -> STORED.forEach(table -> table(
                handle, table.name(), "SELECT * FROM " + table.name() + " WHERE " + table.where(), orgId, users, zip)));
    }

    private static void table(Handle handle, String name, String sql, String orgId, List<String> users, CsvZip zip) {
        var query = handle.createQuery(sql).bind("org", orgId);
        if (sql.contains("<users>")) {
            query.bindList("users", users);
        } else if (sql.contains("<hashes>")) {
            query.bindList(
                    "hashes",
                    users.stream().map(user -> Person.sha256(orgId, user)).toList());
        } else {
            query.bindList(
                    "lower",
                    users.stream()
                            .map(user -> user.toLowerCase(Locale.ROOT))
                            .distinct()
                            .toList());
        }
        query.scanResultSet((rows, context) -> {
            copy(name, rows.get(), zip);
            return name;
        });
    }

    private void metrics(String orgId, List<String> users, CsvZip zip) {
        String places = users.stream().map(user -> "?").collect(Collectors.joining(", "));
        try (Connection connection = clickHouse.connect();
                PreparedStatement query = connection.prepareStatement("SELECT * FROM " + METRICS
                        + " FINAL WHERE org_id = ? AND user IN (" + places + ") ORDER BY minute")) {
            int i = 1;
            query.setString(i++, orgId);
            for (String user : users) {
                query.setString(i++, user);
            }
            try (ResultSet rows = query.executeQuery()) {
                copy(METRICS, rows, zip);
            }
        } catch (SQLException e) {
            throw new ClickHouseAway("could not export metrics", e);
        }
    }

    private static void copy(String name, ResultSet rows, CsvZip zip) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(columns.getColumnLabel(i));
        }
        zip.table(name, names);
        while (rows.next()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                values.add(rows.getObject(i));
            }
            zip.row(values);
        }
    }
}
