package com.metricai.standalone.cli;

import com.metricai.standalone.doctor.Doctor;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code metric-ai doctor}. */
@Command(
        name = "doctor",
        description = "Sends one empty export per signal and explains what goes wrong. Exit code 0 when all is well.")
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "As in OTEL_EXPORTER_OTLP_ENDPOINT: http://HOST:4318")
    private String url = "";

    @Option(names = "--token", paramLabel = "TOKEN", required = true, description = "The ingest token: mai_…")
    private String token = "";

    @Override
    public Integer call() {
        Quiet.logErrorsOnly();
        System.out.println("Sending empty exports as Claude Code would:");
        Stream.of("HTTPS_PROXY", "HTTP_PROXY")
                .filter(name -> System.getenv(name) != null)
                .forEach(name ->
                        System.out.println("  (" + name + " is set: the client goes that way, and this does not)"));
        return new Doctor(Clock.systemUTC(), System::nanoTime, System.out::println).examine(url, token) ? 0 : 1;
    }
}
