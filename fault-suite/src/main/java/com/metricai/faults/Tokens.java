package com.metricai.faults;

import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Role;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Clock;

/** The org of a suite and the token that its clients send with, made before anything runs. */
final class Tokens {
    private static final String ORG = "default";

    private Tokens() {}

    static String prepare(Path database, String admin) {
        try (Sqlite sqlite = Sqlite.writer(database)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
            store.ensureOrg(ORG, "Default");
            store.ensureMember(admin, ORG, Role.ADMIN);
            return store.createToken(ORG, "faults", "faults").text();
        }
    }
}
