package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.Member;
import com.metricai.store.access.Members;
import com.metricai.store.access.Role;
import java.time.Clock;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metric-ai member …}: what the pages leave to the operator. Works beside a running instance. */
@Command(name = "member", description = "Who may see.", subcommands = MemberCommand.Grant.class)
final class MemberCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with members: grant");
    }

    /** {@code metric-ai member grant}. */
    @Command(name = "grant", description = "Gives a person a role in an org, whether or not they were a member.")
    static final class Grant implements Runnable {
        @Mixin
        private final DataOption data = new DataOption();

        @Option(names = "--email", paramLabel = "E", required = true, description = "Whose.")
        private String email = "";

        @Option(names = "--role", paramLabel = "R", required = true, description = "viewer, admin or ops.")
        private String role = "";

        @Option(names = "--org", paramLabel = "ORG", description = "Default: default")
        private String org = "default";

        @Override
        public void run() {
            Role wanted = Arrays.stream(Role.values())
                    .filter(each -> each.wireName().equals(role))
                    .findFirst()
                    .orElseThrow(() -> new UserError("--role is viewer, admin or ops"));
            TokenCommand.withDatabase(data, jdbi -> {
                Member member = new Members(jdbi, Clock.systemUTC()).grant(org, email, wanted, TokenCommand.ACTOR);
                System.out.println(
                        member.email() + " has the role " + member.role().wireName() + " in " + org + ".");
            });
        }
    }
}
