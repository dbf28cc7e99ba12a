package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form: one seed and a few faults of each cheap kind. */
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
    void everyAcknowledgedExport_isThereOnce_afterKillsFreezesAndCuts() {
        Random random = new Random(SEED);
        List<Fault> faults = new ArrayList<>(Plan.kills(5, random));
        faults.add(new Fault(Fault.Kind.FREEZE, Part.BROKER));
        faults.add(new Fault(Fault.Kind.CUT, Part.BROKER));
        faults.add(new Fault(Fault.Kind.HANG, Part.CLICKHOUSE));
        faults.add(new Fault(Fault.Kind.SQLITE_LOCKED));
        faults.add(new Fault(Fault.Kind.SECOND_CONSUMER));
        Path home = Path.of("..").toAbsolutePath().normalize();
        Run.Options options = new Run.Options(
                home.resolve("contract"),
                home.resolve("standalone/target/app"),
                folder,
                null,
                null,
                Pace.SHORT,
                2,
                Duration.ofMillis(200));

        System.out.println("seed " + SEED);
        Run.Result result = new Run(options, System.out).with(SEED, Plan.shuffled(faults, random));
        Report report = new Report();
        report.add(result);
        System.out.println(report.table());

        assertThat(result.reckoning().differences())
                .as("repeat with ./metric-ai test --faults --seed %d --runs 1", SEED)
                .isEmpty();
        assertThat(result.isGood()).isTrue();
        assertThat(result.ledger().count(Fate.ACKNOWLEDGED)).isGreaterThan(100);
    }
}
