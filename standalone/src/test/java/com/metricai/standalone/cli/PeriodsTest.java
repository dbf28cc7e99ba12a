package com.metricai.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.standalone.UserError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void periods_areMinutesHoursDaysAndWeeks() {
        assertThat(Periods.parse("--x", "30m", YEAR)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Periods.parse("--x", "24h", YEAR)).isEqualTo(Duration.ofHours(24));
        assertThat(Periods.parse("--x", " 90d ", YEAR)).isEqualTo(Duration.ofDays(90));
        assertThat(Periods.parse("--x", "2w", YEAR)).isEqualTo(Duration.ofDays(14));
        assertThat(Periods.parse("--x", "0h", YEAR)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "d", "-1d", "1.5h", "1y", "P1D", "99999999999d", "1d1h"})
    void others_areRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Periods.parse("--expires", text, YEAR))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--expires")
                .hasMessageContaining("90d");
    }

    @Test
    void tooLong_isRefused() {
        assertThatThrownBy(() -> Periods.parse("--overlap", "53w", YEAR))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at most 365d");
    }
}
