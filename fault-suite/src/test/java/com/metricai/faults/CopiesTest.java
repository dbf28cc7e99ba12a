package com.metricai.faults;

import static com.metricai.faults.Captures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Signal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final byte[] METRICS = captured("edits/001-metrics.json");
    private static final byte[] LOGS = captured("edits/002-logs.json");

    @Test
    void of_copies_shareNoSessionAndNoEvent_andSayTheSame() {
        Facts.Events one = events("one");
        Facts.Events other = events("other");

        assertThat(one.keys()).doesNotContainAnyElementsOf(other.keys()).hasSameSizeAs(other.keys());
        assertThat(one.sessions()).doesNotContainAnyElementsOf(other.sessions());
        assertThat(one.amounts()).isEqualTo(other.amounts());
    }

    @Test
    void of_metrics_haveSessionsOfTheirOwn_unlessTheyGoWithTheEvents() {
        Set<String> ofEvents = events("one").sessions();

        assertThat(points("001").sessions().keySet()).doesNotContainAnyElementsOf(ofEvents);
        assertThat(points("001").sessions().keySet())
                .doesNotContainAnyElementsOf(points("002").sessions().keySet());
        assertThat(points("").sessions().keySet()).isSubsetOf(ofEvents);
    }

    private static Facts.Events events(String copy) {
        byte[] own = Copies.of(LOGS, Signal.LOGS, copy, "002", Duration.ofDays(3));
        return (Facts.Events) FactsReader.read(Signal.LOGS, own);
    }

    private static Facts.Points points(String file) {
        byte[] own = Copies.of(METRICS, Signal.METRICS, "one", file, Duration.ofDays(3));
        return (Facts.Points) FactsReader.read(Signal.METRICS, own);
    }
}
