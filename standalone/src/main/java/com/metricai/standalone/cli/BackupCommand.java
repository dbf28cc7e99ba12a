package com.metricai.standalone.cli;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.recovery.Backup;
import com.metricai.standalone.recovery.RunningInstance;
import com.metricai.store.access.AuditAction;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metric-ai backup}. */
@Command(name = "backup", description = "Copies a running instance, with everything that was acknowledged before.")
final class BackupCommand implements Runnable {
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "DIR", description = "Where to: a new or an empty directory.")
    private Path target = Path.of("");

    @Option(
            names = "--wait",
            paramLabel = "10m",
            description = "How long the consumer may take for what is unread. Default: 10m")
    private String wait = "10m";

    @Override
    public void run() {
        Quiet.logErrorsOnly();
        DataDirectory directory = data.directory();
        RunningInstance instance = RunningInstance.of(directory);
        TokenCommand.audit(data, AuditAction.BACKUP, target.toString());
        new Backup(directory, instance, new Terminal(System.out))
                .take(target.toAbsolutePath().normalize(), Periods.parse("--wait", wait, LONGEST_WAIT));
        System.out.println("The backup is in " + target + ".");
    }
}
