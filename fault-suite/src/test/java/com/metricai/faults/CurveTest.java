package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void aWarmUp_isNoGrowth() {
        Curve curve = curve(10, 80, 100, 101, 99, 100, 101, 100);

        assertThat(curve.isFlat(0)).isTrue();
        assertThat(curve.greatest()).isEqualTo(101);
    }

    @Test
    void aSlowLeak_isGrowth() {
        Curve curve =
                curve(IntStream.range(0, 180).mapToDouble(i -> 100 + i / 5.0).toArray());

        assertThat(curve.quarter(3)).isGreaterThan(curve.quarter(1));
        assertThat(curve.isFlat(5)).isFalse();
        assertThat(curve.isFlat(20)).isTrue();
    }

    @Test
    void aProcessAsTheKernelDescribesIt_isRead() {
        Vitals vitals = Vitals.of(
                List.of(
                        "Name:\tjava",
                        "VmHWM:\t  400000 kB",
                        "VmRSS:\t  390000 kB",
                        "RssAnon:\t  300000 kB",
                        "Threads:\t42"),
                17);

        assertThat(vitals).isEqualTo(new Vitals(300_000L * 1024, 42, 17));
    }

    @Test
    void theSheet_hasEachCurveWithItsGreatestValue() {
        String svg = CurveSheet.of("30 minutes", List.of(curve(1, 2, 4), new Curve("a & b", "MB", List.of(7.0))), 30);

        assertThat(svg).contains("≤ 4", "≤ 7 MB", "a &amp; b", "points=\"210.0,");
    }

    private static Curve curve(double... values) {
        Curve curve = new Curve("threads", "");
        for (double value : values) {
            curve.add(value);
        }
        return curve;
    }
}
