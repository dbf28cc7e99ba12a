package com.metricai.faults;

import static com.metricai.faults.Captures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void read_capturedSpans_haveOneKeyEach() {
        Facts facts = FactsReader.read(Signal.TRACES, captured("firstparty/003-traces.json"));

        assertThat(facts)
                .isInstanceOfSatisfying(
                        Facts.Spans.class,
                        spans -> assertThat(spans.keys())
                                .hasSize(spans.records())
                                .isNotEmpty());
    }

    @Test
    void read_capturedEvents_moneyIsThatOfTheirRequests() {
        Facts facts = FactsReader.read(Signal.LOGS, captured("edits/002-logs.json"));

        assertThat(facts).isInstanceOfSatisfying(Facts.Events.class, events -> {
            assertThat(events.records()).isEqualTo(events.keys().size()).isGreaterThan(1);
            assertThat(events.ledgers()).isSubsetOf(events.sessions());
            assertThat(events.amounts().get(Measure.COST_MICROS))
                    .isPositive()
                    .isGreaterThanOrEqualTo(events.promptMicros());
        });
    }

    @Test
    void read_capturedMetrics_everyMeasureOfTheSession() {
        Facts facts = FactsReader.read(Signal.METRICS, captured("edits/001-metrics.json"));

        assertThat(facts).isInstanceOfSatisfying(Facts.Points.class, points -> {
            assertThat(points.counted()).isEqualTo(points.records());
            assertThat(points.sessions()).hasSize(1);
            assertThat(points.running()).isEmpty();
            assertThat(points.sessions().values().iterator().next().get(Measure.SESSIONS))
                    .isEqualTo(1);
        });
    }

    @Test
    void read_runningTotals_areTheFurthestValue_besideWhatWasAdded() {
        byte[] body = Made.points(
                NOON,
                NOON,
                List.of(
                        new Made.Point("cost.usage", "s", "", "0.25", true),
                        new Made.Point("cost.usage", "s", "", "0.125", true),
                        new Made.Point("active_time.total", "t", "cli", "1.5", false),
                        new Made.Point("active_time.total", "t", "cli", "0.25", false),
                        new Made.Point("nobody.knows", "t", "", "1", false)));

        assertThat(FactsReader.read(Signal.METRICS, body))
                .isEqualTo(new Facts.Points(
                        5,
                        4,
                        Map.of("t", new Amounts(Map.of(Measure.ACTIVE_CLI_MS, 1_750L))),
                        Map.of("s", new Amounts(Map.of(Measure.COST_MICROS, 250_000L)))));
    }

    @Test
    void read_madeRequest_isALedger() {
        assertThat(FactsReader.read(Signal.LOGS, Made.request("s", NOON, 1_234)))
                .isInstanceOfSatisfying(Facts.Events.class, events -> {
                    assertThat(events.ledgers()).containsExactly("s");
                    assertThat(events.amounts().of())
                            .isEqualTo(Map.of(
                                    Measure.COST_MICROS, 1_234L,
                                    Measure.INPUT_TOKENS, 7L,
                                    Measure.OUTPUT_TOKENS, 11L));
                });
    }
}
