package com.metricai.store.migration;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

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
                    "0007_dead_letters"));

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
            for (Migration migration : all.subList(current, Math.max(current, version))) {
                apply(handle, migration);
            }
        });
    }

    private static void apply(Handle handle, Migration migration) {
        migration.statements().forEach(handle::execute);
        handle.execute("PRAGMA user_version = " + migration.version());
    }
}
