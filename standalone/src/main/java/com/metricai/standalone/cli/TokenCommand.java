package com.metricai.standalone.cli;

import com.metricai.store.access.TokenStore;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.time.Clock;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metric-ai token …}. Works beside a running instance, which takes notice within 5 seconds. */
@Command(
        name = "token",
        description = "Ingest tokens: who may send.",
        subcommands = {TokenCreate.class, TokenList.class, TokenRotate.class, TokenRevoke.class})
final class TokenCommand implements Runnable {
    /** Who is written into the audit log. */
    static final String ACTOR = "cli";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do with tokens: create, list, rotate or revoke");
    }

    /** Opens the database of an instance that was started at least once. */
    static void withDatabase(DataOption data, Consumer<Sqlite> work) {
        Quiet.logErrorsOnly();
        try (Sqlite sqlite = Sqlite.writer(data.directory().existing().database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            work.accept(sqlite);
        }
    }

    static TokenStore tokens(Sqlite sqlite) {
        return new TokenStore(sqlite.jdbi(), Clock.systemUTC());
    }
}
