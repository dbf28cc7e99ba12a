package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Captures moved so that their middle is midnight UTC: half of a session's records are of the day before. */
final class Midnight {
    private Midnight() {}

    /** Of the day of {@code shift} and the one before. */
    static List<Request> straddling(List<String> scenarios, Duration shift) {
        List<Instant> requests = NaiveReader.of(Captures.requests(scenarios, shift)).facts().events.values().stream()
                .filter(event -> event.name().equals("api_request"))
                .map(event -> Instant.parse(event.get("event.timestamp")))
                .sorted()
                .toList();
        Instant middle = requests.get(requests.size() / 2);
        Instant midnight = middle.truncatedTo(ChronoUnit.DAYS);
        List<Request> moved = Captures.requests(scenarios, shift.minus(Duration.between(midnight, middle)));
        assertThat(NaiveReader.of(moved).costBy(fact -> fact.day().toString()))
                .as("days with cost")
                .hasSize(2);
        return moved;
    }
}
