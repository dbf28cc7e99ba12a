package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code metric-ai <command>}: what the script at the repository's root runs. */
@Command(
        name = "metric-ai",
        description = "The OpenTelemetry backend for teams that use Claude Code.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            TokenCommand.class,
            MemberCommand.class,
            OrgCommand.class,
            AccessTokenCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RebuildCommand.class,
            CommandLine.HelpCommand.class
        })
public final class MetricAi {
    private MetricAi() {}

    static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new MetricAi());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof UserError) {
                command.getErr().println("metric-ai: " + failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(commandLine.execute(args.length == 0 ? new String[] {"help"} : args));
    }
}
