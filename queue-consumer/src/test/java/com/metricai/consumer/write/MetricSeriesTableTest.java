package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.MetricPoint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricSeriesTableTest {
    private static final MetricPoint.Series SERIES = new MetricPoint.Series("00ff", 1);
    private static final long NOW = Captures.RECEIVED.toEpochMilli();
    private static final long A_MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long TWO_DAYS = Duration.ofDays(2).toMillis();

    @TempDir
    Path directory;

    @Test
    void total_countsWhatItGrewBy_andNothingWhenItWasOvertaken() {
        try (TestStore store = new TestStore(directory.resolve("metric-ai.db"), Captures.RECEIVED)) {
            assertThat(growth(store, 5, NOW)).isEqualTo(5);
            assertThat(growth(store, 8, NOW)).isEqualTo(3);
            assertThat(growth(store, 6, NOW)).isZero();
            assertThat(growth(store, 9, NOW)).isEqualTo(1);
        }
    }

    /** Retention deletes those that nobody wrote to for 90 days: of a client that runs on, none may be among them. */
    @Test
    void totalThatStandsStill_isKnownToBeInUse() {
        try (TestStore store = new TestStore(directory.resolve("metric-ai.db"), Captures.RECEIVED)) {
            growth(store, 5, NOW);
            assertThat(growth(store, 5, NOW + A_MINUTE)).isZero();
            assertThat(updatedAt(store)).as("not written every minute").isEqualTo(NOW);

            assertThat(growth(store, 4, NOW + TWO_DAYS)).isZero();
            assertThat(updatedAt(store)).isEqualTo(NOW + TWO_DAYS);
            assertThat(growth(store, 6, NOW + TWO_DAYS))
                    .as("5 is still the highest")
                    .isEqualTo(1);
        }
    }

    private static long growth(TestStore store, long value, long now) {
        return store.sqlite().jdbi().withHandle(handle -> MetricSeriesTable.growth(handle, "acme", SERIES, value, now));
    }

    private static long updatedAt(TestStore store) {
        return store.number("SELECT updated_at FROM metric_series");
    }
}
