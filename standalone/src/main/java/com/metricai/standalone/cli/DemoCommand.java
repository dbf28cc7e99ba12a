package com.metricai.standalone.cli;

import com.metricai.standalone.Demo;
import com.metricai.standalone.Terminal;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metric-ai demo}: what {@code up --demo} does, for services that run elsewhere, in containers for instance. */
@Command(
        name = "demo",
        description = "Sends 28 days of made-up history of 25 developers to running services, once per database.")
final class DemoCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--ingest", paramLabel = "URL", description = "Default: http://127.0.0.1:4318")
    private URI ingest = URI.create("http://127.0.0.1:4318");

    @Option(names = "--admin", paramLabel = "E", required = true, description = "Who may see the org demo.")
    private String admin = "";

    @Override
    public void run() {
        Quiet.logErrorsOnly();
        Demo.loadOnce(data.directory().existing(), ingest, admin, new Terminal(System.out));
    }
}
