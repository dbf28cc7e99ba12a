package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTableTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path dir;

    @Test
    void reporter_thatIsLongGone_isForgotten_andLivingOnesAreNot() {
        try (TestStore store = new TestStore(dir.resolve("a.db"), NOON)) {
            assertThat(at(store, NOON).add(report("gone", 7))).isTrue();
            assertThat(at(store, NOON.plus(Duration.ofDays(20))).add(report("alive", 1)))
                    .isTrue();
            assertThat(at(store, NOON.plus(Duration.ofDays(31))).add(report("new", 1)))
                    .isTrue();

            assertThat(store.rows("SELECT reporter FROM usage_reporters"))
                    .containsExactly("{reporter=alive}", "{reporter=new}");
            assertThat(at(store, NOON.plus(Duration.ofDays(31))).add(report("alive", 1)))
                    .isFalse();
            assertThat(store.number("SELECT sum(requests) FROM token_usage")).isEqualTo(3);
        }
    }

    private static UsageTable at(TestStore store, Instant now) {
        return new UsageTable(store.sqlite().jdbi(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static UsageReport report(String reporter, long sequence) {
        return new UsageReport(reporter, sequence, NOON, List.of(new Usage("acme", "t", 1, 1, 0, 0, NOON)));
    }
}
