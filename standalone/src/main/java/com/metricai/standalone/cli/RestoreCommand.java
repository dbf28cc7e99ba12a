package com.metricai.standalone.cli;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Engines;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.recovery.Restore;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code metric-ai restore}. */
@Command(name = "restore", description = "Makes a new data directory of a backup.")
final class RestoreCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    @Override
    public void run() {
        Quiet.logErrorsOnly();
        Terminal terminal = new Terminal(System.out);
        DataDirectory directory = data.directory();
        new Restore(path -> Engines.start(new DataDirectory(path), terminal), terminal)
                .into(directory, backup.toAbsolutePath().normalize());
        System.out.println("Restored into " + directory.path() + ": ./metric-ai up --data " + directory.path());
    }
}
