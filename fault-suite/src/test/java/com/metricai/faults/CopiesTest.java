package com.metricai.faults;

import static com.metricai.faults.Captures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Days of one person that grow without end are no load that anybody has: each of their roll-ups takes longer. */
    @Test
    void of_copies_areOfOtherPeople_eachOfThemInAllBodies() {
        assertThat(userOf(Copies.of(LOGS, Signal.LOGS, "one", "", Duration.ZERO)))
                .hasSize(2)
                .isEqualTo(userOf(Copies.of(METRICS, Signal.METRICS, "one", "001", Duration.ZERO)))
                .doesNotContainAnyElementsOf(userOf(Copies.of(LOGS, Signal.LOGS, "other", "", Duration.ZERO)))
                .doesNotContainAnyElementsOf(userOf(LOGS));
    }

    private static Set<String> userOf(byte[] body) {
        return Pattern.compile("\"user(?:\\.id)?\"[^}]*\"stringValue\"\\s*:\\s*\"([^\"]*)\"")
                .matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
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
