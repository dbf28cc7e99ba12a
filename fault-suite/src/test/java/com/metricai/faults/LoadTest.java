package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final int MANY = 600;

    @Test
    void next_everyExport_isKnownByItsBody_andMetricsByTheirSessions() {
        Load load = new Load(Captures.CONTRACT, 11);
        Set<String> digests = new HashSet<>();
        Set<String> sessions = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Export export = load.next();
            assertThat(digests.add(export.digest())).as(export.id()).isTrue();
            if (export.facts() instanceof Facts.Points points) {
                points.sessions().keySet().stream()
                        .filter(session -> !sessions.add(session))
                        .forEach(twice::add);
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void next_hasEverythingThatTheReckoningLooksAt() {
        Load load = new Load(Captures.CONTRACT, 11);
        List<Export> exports = new ArrayList<>();
        Sums sums = new Sums();
        for (int i = 0; i < MANY; i++) {
            exports.add(load.next());
            sums.add(exports.getLast().facts());
        }

        assertThat(exports).anyMatch(Export::again);
        assertThat(exports).anyMatch(export -> export.facts() instanceof Facts.Unreadable);
        assertThat(exports.stream().map(Export::contentType)).contains(Export.JSON, Export.PROTOBUF);
        assertThat(sums.runningTotals()).isPositive();
        assertThat(sums.twofold()).isPositive();
        for (Measure measure : Measure.values()) {
            assertThat(sums.ofMetrics(measure)).as(measure.column()).isPositive();
        }
    }
}
