package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan.Counts COUNTS = new Plan.Counts(12, 6, 4, 6, 3, 1);

    @Test
    void parts_sameSeed_sameFaultsInTheSameOrder() {
        assertThat(Plan.parts(COUNTS, new Random(7))).isEqualTo(Plan.parts(COUNTS, new Random(7)));
        assertThat(Plan.parts(COUNTS, new Random(7))).isNotEqualTo(Plan.parts(COUNTS, new Random(8)));
    }

    @Test
    void parts_killsAndFreezes_areSpreadEvenly() {
        List<Fault> faults = Plan.parts(COUNTS, new Random(3));

        assertThat(faults.stream()
                        .filter(fault -> fault instanceof Fault.Kill)
                        .collect(Collectors.groupingBy(Fault::label, Collectors.counting())))
                .hasSize(6)
                .allSatisfy((label, times) -> assertThat(times).isEqualTo(2));
        assertThat(faults.stream()
                        .filter(fault -> fault instanceof Fault.Freeze)
                        .distinct())
                .hasSize(6);
        assertThat(faults).hasSize(12 + 6 + 4 + 6 + 3 + Plan.others().size());
    }

    @Test
    void parts_pairs_neverKillWhatStandsStill() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(Plan.parts(new Plan.Counts(0, 0, 6, 0, 0, 0), new Random(seed)))
                    .noneMatch(fault ->
                            fault instanceof Fault.KillDuring(Part part, Fault.Freeze(Part frozen)) && part == frozen);
        }
    }

    @Test
    void standalone_hurtsNothingButTheWhole() {
        assertThat(Plan.standalone(COUNTS, new Random(1)))
                .hasSize(12 + 6 + 4 + 6 + 3 + 4)
                .noneMatch(fault -> fault instanceof Fault.Kill(Part part) && part != Part.STANDALONE);
    }

    @Test
    void label_ofAPair_namesBoth() {
        assertThat(new Fault.KillDuring(Part.INGEST, new Fault.Freeze(Part.BROKER)).label())
                .isEqualTo("kill -9: ingest, while frozen (SIGSTOP): broker");
    }
}
