package com.metricai.standalone.cli;

import com.metricai.store.access.Orgs;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metric-ai org …}. Works beside a running instance. */
@Command(
        name = "org",
        description = "Organisations, which see nothing of each other.",
        subcommands = OrgCommand.Create.class)
final class OrgCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with orgs: create");
    }

    /** {@code metric-ai org create}. */
    @Command(name = "create", description = "Makes an org and its first admin.")
    static final class Create implements Runnable {
        @Mixin
        private final DataOption data = new DataOption();

        @Option(
                names = "--id",
                paramLabel = "ID",
                required = true,
                description = "Lower-case letters, digits and hyphens.")
        private String id = "";

        @Option(names = "--name", paramLabel = "N", required = true, description = "What people read.")
        private String name = "";

        @Option(
                names = "--admin",
                paramLabel = "E",
                required = true,
                description = "The e-mail address of its first admin.")
        private String admin = "";

        @Override
        public void run() {
            TokenCommand.withDatabase(
                    data, jdbi -> new Orgs(jdbi, Clock.systemUTC()).create(id, name, admin, TokenCommand.ACTOR));
            System.out.println("Made the org " + id + ". Its first admin is " + admin + ".");
        }
    }
}
