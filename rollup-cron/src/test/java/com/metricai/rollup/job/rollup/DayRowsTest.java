package com.metricai.rollup.job.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayRowsTest {
    private static final Key MODEL = new Key("claude_code", "t", "r", "m", "", "ok");
    private static final Key NONE = new Key("claude_code", "t", "r", "", "", "ok");
    private static final Key EDIT = new Key("claude_code", "t", "r", "m", "Edit", "ok");

    @Test
    void cost_isTheEventsWhereTheSessionHasAny() {
        DayRows rows = DayRows.of(new Facts(
                List.of(event("api_request", "mixed", MODEL, 1, 100)),
                List.of(metric("mixed", MODEL, 90, 0), metric("silent", MODEL, 7, 0)),
                Map.of(),
                Set.of("mixed"),
                Set.of("mixed"),
                Set.of()));
        Totals totals = totals(rows, MODEL);
        assertThat(totals.costMicros()).isEqualTo(107);
        assertThat(totals.eventCostMicros()).isEqualTo(100);
        assertThat(totals.metricCostMicros()).isEqualTo(97);
        assertThat(totals.inputTokens())
                .as("of the request and of the silent session")
                .isEqualTo(11);
    }

    @Test
    void cost_ofAnotherDaysLedgerIsNotTakenFromMetrics() {
        DayRows rows = DayRows.of(new Facts(
                List.of(),
                List.of(metric("straddling", MODEL, 90, 2)),
                Map.of(),
                Set.of("straddling"),
                Set.of("straddling"),
                Set.of()));
        assertThat(totals(rows, MODEL).costMicros()).isZero();
        assertThat(totals(rows, MODEL).metricCostMicros()).isEqualTo(90);
        assertThat(totals(rows, MODEL).accepts()).isZero();
        assertThat(rows.decisions()).isEmpty();
    }

    @Test
    void decisions_comeFromMetricsOnlyWithoutEvents() {
        DayRows rows = DayRows.of(new Facts(
                List.of(),
                List.of(metric("logged", EDIT, 0, 2), metric("silent", EDIT, 0, 3)),
                Map.of(),
                Set.of(),
                Set.of("logged"),
                Set.of("silent")));
        assertThat(totals(rows, EDIT).accepts()).isEqualTo(3);
        assertThat(rows.decisions())
                .containsOnly(
                        entry(new Key("claude_code", "t", "r", "m", "Edit", "config"), new DayRows.Decisions(3, 0)));
    }

    @Test
    void sessions_areACubeOfModelsAndTools() {
        DayRows rows = DayRows.of(new Facts(
                List.of(
                        event("user_prompt", "s", NONE, 1, 0),
                        event("api_request", "s", MODEL, 1, 1),
                        event("tool_result", "s", EDIT, 1, 0),
                        event("tool_result", "tail", EDIT, 1, 0)),
                List.of(),
                Map.of(),
                Set.of("s", "tail"),
                Set.of("s", "tail"),
                Set.of()));
        assertThat(rows.sessions())
                .containsExactlyInAnyOrder(
                        session("", ""), session("m", ""), session("", "Edit"), session("m", "Edit"));
    }

    @Test
    void session_ofMetricsCountsWhenItWasStartedAndUsed() {
        DayRows rows = DayRows.of(new Facts(
                List.of(),
                List.of(metric("s", MODEL, 5, 0), metric("s", EDIT, 0, 1), metric("phantom", MODEL, 5, 0)),
                Map.of(),
                Set.of(),
                Set.of(),
                Set.of("s")));
        assertThat(rows.sessions()).containsExactlyInAnyOrder(session("", ""), session("m", ""));
    }

    @Test
    void rows_withoutAnyMeasureAreLeftOut() {
        DayRows rows = DayRows.of(new Facts(
                List.of(event("user_prompt", "s", NONE, 1, 0)),
                List.of(),
                Map.of(EDIT, 7L),
                Set.of(),
                Set.of(),
                Set.of()));
        assertThat(rows.rollups()).containsOnlyKeys(NONE, EDIT);
        assertThat(totals(rows, NONE).prompts()).isEqualTo(1);
        assertThat(totals(rows, EDIT).blockedMs()).isEqualTo(7);
    }

    private static Totals totals(DayRows rows, Key key) {
        return Objects.requireNonNull(rows.rollups().get(key));
    }

    private static DayRows.SessionDay session(String model, String tool) {
        return new DayRows.SessionDay("s", "claude_code", "t", "r", model, tool);
    }

    private static EventTotals event(String name, String session, Key key, long count, long costMicros) {
        return new EventTotals(name, session, key, "", count, 0, 0, costMicros, costMicros == 0 ? 0 : 1, 0, 0, 0);
    }

    private static MetricTotals metric(String session, Key key, long costMicros, long accepts) {
        return new MetricTotals(
                "u",
                session,
                key,
                accepts > 0 ? "config" : "",
                costMicros,
                costMicros > 0 ? 10 : 0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                accepts,
                0,
                0,
                0);
    }
}
