package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SumsTest {
    @Test
    void byDay_sessionWithRequests_itsMoneyIsThatOfTheEvents_itsLinesThoseOfTheMetrics() {
        Sums sums = new Sums();
        sums.add(points("both", Map.of(Measure.COST_MICROS, 500L, Measure.LINES_ADDED, 3L, Measure.EDIT_ACCEPTS, 1L)));
        sums.add(points("metrics", Map.of(Measure.COST_MICROS, 20L, Measure.EDIT_ACCEPTS, 4L)));
        sums.add(new Facts.Events(
                Set.of("k"), 1, new Amounts(Map.of(Measure.COST_MICROS, 7L)), 7, Set.of("both"), Set.of("both")));

        assertThat(sums.byDay(Measure.COST_MICROS)).isEqualTo(27);
        assertThat(sums.ofMetrics(Measure.COST_MICROS)).isEqualTo(520);
        assertThat(sums.byDay(Measure.LINES_ADDED)).isEqualTo(3);
        assertThat(sums.byDay(Measure.EDIT_ACCEPTS)).isEqualTo(4);
        assertThat(sums.twofold()).isEqualTo(1);
    }

    @Test
    void metrics_runningTotals_theFurthestCounts_inWhateverOrderTheyCame() {
        Sums sums = new Sums();
        sums.add(running("s", 30));
        sums.add(running("s", 10));

        assertThat(sums.metrics()).isEqualTo(Map.of("s", new Amounts(Map.of(Measure.COST_MICROS, 30L))));
    }

    private static Facts points(String session, Map<Measure, Long> amounts) {
        return new Facts.Points(amounts.size(), amounts.size(), Map.of(session, new Amounts(amounts)), Map.of());
    }

    private static Facts running(String session, long micros) {
        return new Facts.Points(1, 1, Map.of(), Map.of(session, new Amounts(Map.of(Measure.COST_MICROS, micros))));
    }
}
