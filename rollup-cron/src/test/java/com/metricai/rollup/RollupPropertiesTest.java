package com.metricai.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupPropertiesTest {
    @ParameterizedTest
    @CsvSource({"40,30,30,SPAN_RETENTION", "30,40,30,EVENT_RETENTION", "30,30,40,METRIC_RETENTION"})
    void promptRetention_belowAnother_isRefusedByName(int spans, int events, int metrics, String setting) {
        assertThatThrownBy(() -> properties(spans, events, metrics, 39))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PROMPT_RETENTION, PT936H, is below " + setting + ", PT960H");
    }

    @Test
    void promptRetention_asLongAsTheLongest_isTaken() {
        assertThat(properties(30, 30, 90, 90).limits().promptSummaries()).isEqualTo(Duration.ofDays(90));
    }

    private static RollupProperties properties(int spans, int events, int metrics, int prompts) {
        return new RollupProperties(
                Path.of("x.db"),
                "jdbc:clickhouse://127.0.0.1:1/x",
                "",
                "",
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                Duration.ofDays(spans),
                Duration.ofDays(events),
                Duration.ofDays(metrics),
                Duration.ofDays(prompts),
                Duration.ofDays(365));
    }
}
