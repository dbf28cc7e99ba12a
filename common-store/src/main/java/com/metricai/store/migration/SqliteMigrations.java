package com.metricai.store.migration;

import com.metricai.store.person.Person;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** Brings the SQLite schema up to date. Every service does so at its start: whoever comes first does the work. */
public final class SqliteMigrations {
    private static final List<Migration> ALL = Migration.load(
            "sqlite",
            List.of(
                    "0001_access",
                    "0002_intake",
                    "0003_rollups",
                    "0004_admin",
                    "0005_grains",
                    "0006_totals",
                    "0007_dead_letters",
                    "0008_removed_members"));

    private SqliteMigrations() {}

    /**
     * Applies what is missing, in one transaction that holds the write lock from its beginning.
     *
     * @param writer connections that begin with BEGIN IMMEDIATE
     * @throws IllegalStateException when the database was made by a newer version of this software
     */
    public static void migrate(Jdbi writer) {
        migrate(writer, ALL.size());
    }

    /**
     * Applies what is missing up to a version: for tests of what a later one makes of the rows that it finds.
     *
     * @param version of the last file to apply
     */
    public static void migrate(Jdbi writer, int version) {
        migrate(writer, ALL, version);
    }

    /** The newest version that this software knows. */
    public static int newest() {
        return ALL.size();
    }

    static List<Migration> all() {
        return ALL;
    }

    static void migrate(Jdbi writer, List<Migration> all, int version) {
        writer.useTransaction(handle -> {
            int current =
                    handle.createQuery("PRAGMA user_version").mapTo(int.class).one();
            if (current > all.size()) {
                throw new IllegalStateException("the database has schema " + current + ", this version knows "
                        + all.size() + ": start the version that wrote it, or a newer one");
            }
            lendPersonSha256(handle);
            for (Migration migration : all.subList(current, Math.max(current, version))) {
                apply(handle, migration);
            }
        });
    }

    /** SQLite has no SHA-256 of its own. */
    private static void lendPersonSha256(Handle handle) {
        try {
            Function.create(handle.getConnection().unwrap(SQLiteConnection.class), "person_sha256", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    result(Person.sha256(value_text(0), value_text(1)));
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the migrations", e);
        }
    }

    private static void apply(Handle handle, Migration migration) {
        migration.statements().forEach(handle::execute);
        handle.execute("PRAGMA user_version = " + migration.version());
    }
}
