package com.metricai.store.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OpenDaysTest {
    @Test
    void first_isTwoDaysInsideTheShortestRetention() {
        assertThat(OpenDays.first(Instant.parse("2026-11-30T23:59:59Z"), Duration.ofDays(30)))
                .isEqualTo(LocalDate.parse("2026-11-02"));
    }

    @Test
    void shortest_refusesWhatLeavesNoDayOpen() {
        Duration month = Duration.ofDays(30);
        assertThat(OpenDays.shortest(month, Duration.ofDays(3), month)).isEqualTo(Duration.ofDays(3));
        assertThatThrownBy(
                        () -> OpenDays.shortest(month, month, Duration.ofDays(3).minusSeconds(1)))
                .hasMessageContaining("below 3 days");
    }
}
