package com.metricai.standalone.cli;

import com.metricai.access.AccessTokens;
import com.metricai.standalone.Standalone;
import com.metricai.standalone.UserError;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metric-ai access-token}. */
@Command(
        name = "access-token",
        description = "Prints a token for the dashboard API, valid for a day (local access only).")
final class AccessTokenCommand implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--email", paramLabel = "E", description = "For whom. Default: admin@localhost")
    private String email = Standalone.ADMIN;

    @Override
    public void run() {
        Quiet.logErrorsOnly();
        try {
            System.out.println(AccessTokens.open(data.directory().existing().access(), Clock.systemUTC())
                    .issue(email, Duration.ofDays(1)));
        } catch (IllegalStateException e) {
            throw new UserError("local access was never started in this directory: run ./metric-ai up first", e);
        }
    }
}
