package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form: one seed, a kill of each part and one fault of each other cheap kind. */
class FaultsIT {
    private static final long SEED = 5;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void requireEngine() {
        try {
            EngineLibrary.ofThisMachine().install(line -> {});
        } catch (EngineUnavailableException e) {
            abort("skipped, the ClickHouse engine is not to be had here: " + e.getMessage());
        }
    }

    @Test
    void everyAcknowledgedExport_isThereOnce_afterOneFaultOfEachKind() throws Exception {
        Random random = new Random(SEED);
        Path clock = SteppedClock.build(folder).orElse(null);
        List<Fault> faults = new ArrayList<>();
        Plan.MORTAL.forEach(part -> faults.add(new Fault.Kill(part)));
        faults.add(new Fault.Freeze(Part.BROKER));
        faults.add(new Fault.Cut(Plan.TO_BROKER));
        faults.add(new Fault.Hang(Plan.TO_CLICKHOUSE));
        faults.add(new Fault.SqliteLocked());
        faults.add(new Fault.SecondConsumer(false));
        if (SmallDisk.isPossible(folder)) {
            faults.add(new Fault.DiskFull(Part.CONSUMER));
        }
        if (clock != null) {
            faults.add(new Fault.KillDuring(Part.BROKER, new Fault.ClockBack(Plan.MORTAL)));
        }
        Collections.shuffle(faults, random);

        System.out.println("seed " + SEED);
        Run.Result result = new Run(options(clock), System.out).with(SEED, faults);
        Report report = new Report();
        report.add(result);
        System.out.println(report.table());

        assertThat(result.faulty()).as("of seed %d", SEED).isEmpty();
        assertThat(result.events()).hasSameSizeAs(faults);
        assertThat(result.ledger().count(Fate.ACKNOWLEDGED)).isGreaterThan(100);
        assertThat(result.reckoning().deadLetters()).isPositive();
        assertThat(result.reckoning().twofold()).isPositive();
        assertThat(result.reckoning().runningTotals()).isPositive();
    }

    private static Run.Options options(@Nullable Path clock) {
        return new Run.Options(
                Path.of("..").toAbsolutePath().normalize(),
                folder,
                null,
                clock,
                Pace.SHORT,
                2,
                Duration.ofMillis(200),
                false,
                Duration.ofMinutes(2));
    }
}
