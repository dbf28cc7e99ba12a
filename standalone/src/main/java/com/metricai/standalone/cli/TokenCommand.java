package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.AccessStore;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metric-ai token …}. */
@Command(name = "token", description = "Ingest tokens: who may send.", subcommands = TokenCommand.Create.class)
final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with tokens: create");
    }

    /** {@code metric-ai token create}. */
    @Command(name = "create", description = "Makes a token and prints it, once: it cannot be shown again.")
    static final class Create implements Runnable {
        @Mixin
        private final DataOption data = new DataOption();

        @Option(names = "--label", paramLabel = "L", required = true, description = "Whose token it is.")
        private String label = "";

        @Option(names = "--org", paramLabel = "ORG", description = "Default: default")
        private String org = "default";

        @Override
        public void run() {
            Quiet.logErrorsOnly();
            if (label.isBlank() || label.length() > 200) {
                throw new UserError("a label has 1 to 200 characters");
            }
            try (Sqlite sqlite = Sqlite.writer(data.directory().existing().database())) {
                SqliteMigrations.migrate(sqlite.jdbi());
                AccessStore access = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
                if (!access.orgExists(org)) {
                    throw new UserError("there is no org " + org);
                }
                System.out.println(access.createToken(org, label, "cli").text());
            }
        }
    }
}
