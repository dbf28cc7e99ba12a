package com.metricai.standalone.cli;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Standalone;
import com.metricai.standalone.Supervision;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metric-ai up}. */
@Command(name = "up", description = "Starts everything on this machine and prints what to copy. ^C stops it.")
final class UpCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--ingest-port", paramLabel = "P", description = "Where Claude Code sends to. Default: 4318")
    private int ingestPort = 4318;

    @Option(names = "--dashboard-port", paramLabel = "P", description = "Where the dashboard is. Default: 8080")
    private int dashboardPort = 8080;

    @Option(names = "--demo", description = "Adds 28 days of made-up history of 25 developers, labelled as demo.")
    private boolean demo;

    @Override
    public void run() {
        if (ingestPort == dashboardPort) {
            throw new UserError("--ingest-port and --dashboard-port must differ");
        }
        Supervision supervision = Supervision.of(System.getProperties());
        try {
            run(supervision);
        } finally {
            supervision.over();
        }
    }

    private void run(Supervision supervision) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Terminal terminal = new Terminal(System.out);
        supervision.onScriptsEnd(stop::countDown);
        DataDirectory directory = data.directory();
        if (supervision.isRestart()) {
            directory.awaitRoom(terminal, stop);
        }
        directory.create();
        System.setProperty("LOG_FILE", directory.log().toString());
        try (Standalone standalone =
                Standalone.start(new Standalone.Options(directory, ingestPort, dashboardPort, demo), terminal)) {
            // ^C and SIGTERM: everything is closed in order before the JVM goes.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stop.countDown();
                awaitQuietly(stopped);
            }));
            supervision.up();
            standalone.announce();
            // Beside what waits here: ^C does not wait for the history, and the next start goes on with it.
            Thread.ofVirtual().name("demo").start(standalone::loadDemo);
            awaitQuietly(stop);
            terminal.say("Stopping …");
        }
        terminal.say("Stopped.");
        supervision.over();
        stopped.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
