package com.metricai.standalone.cli;

import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import com.metricai.standalone.recovery.Rebuild;
import com.metricai.standalone.recovery.RunningInstance;
import com.metricai.store.access.AuditAction;
import com.metricai.store.daily.OpenDays;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metric-ai rebuild}. */
@Command(
        name = "rebuild",
        description = "Takes in again what the topic still holds, and computes the days from a day on once more.")
final class RebuildCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", required = true, description = "The first day, in UTC.")
    private String from = "";

    @Override
    public void run() {
        Quiet.logErrorsOnly();
        LocalDate day;
        try {
            day = LocalDate.parse(from);
        } catch (DateTimeParseException e) {
            throw new UserError("--from must be a day like 2026-11-25, is " + from, e);
        }
        DataDirectory directory = data.directory();
        RunningInstance instance = RunningInstance.of(directory);
        TokenCommand.audit(data, AuditAction.REBUILD, "from " + day);
        new Rebuild(directory, instance, new Terminal(System.out), Clock.systemUTC(), settings()).from(day, PATIENCE);
    }

    /** The variables that the running consumer reads, see queue-consumer.yml. */
    private static Rebuild.Settings settings() {
        return new Rebuild.Settings(
                OpenDays.shortest(
                        retention("SPAN_RETENTION", "30d"),
                        retention("EVENT_RETENTION", "30d"),
                        retention("METRIC_RETENTION", "90d")),
                Integer.parseInt(System.getenv().getOrDefault("CONSUMER_MAX_VALUES", "10000")));
    }

    private static Duration retention(String variable, String otherwise) {
        return DurationStyle.detectAndParse(System.getenv().getOrDefault(variable, otherwise));
    }
}
