package com.metricai.rollup.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Duration RETENTION = Duration.ofDays(30);

    @Test
    void recent_isYesterdayAndTodayInUtc() {
        assertThat(Window.at(Instant.parse("2026-03-01T00:00:00Z"), RETENTION).recent())
                .containsExactly("2026-02-28", "2026-03-01");
        assertThat(Window.at(Instant.parse("2026-02-28T23:59:59.999Z"), RETENTION)
                        .recent())
                .containsExactly("2026-02-27", "2026-02-28");
    }

    @Test
    void day_isClosedTwoDaysBeforeTheShortestRetention() {
        Window window = Window.at(Instant.parse("2026-11-30T12:00:00Z"), RETENTION);
        assertThat(window.firstOpen()).isEqualTo(LocalDate.parse("2026-11-02"));
        assertThat(window.isOpen("2026-11-02")).isTrue();
        assertThat(window.isOpen("2026-11-01")).isFalse();
        assertThat(window.isOpen("2026-12-01")).isTrue();
    }
}
