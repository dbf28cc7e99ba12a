package com.metricai.ingest.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenHolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UsageReporterTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final UsageCounters counters = new UsageCounters(CLOCK);
    private final List<UsageReport> arrived = new ArrayList<>();
    private boolean acknowledges = true;
    private final UsageReporter reporter = new UsageReporter(counters, this::send, CLOCK, Duration.ofHours(1));

    @Test
    void report_saysWhatIsNew() {
        counters.accepted(holder("a"), 100);
        counters.accepted(holder("a"), 20);
        counters.limited(holder("a"));
        counters.refused(holder("b"));
        reporter.report();
        counters.accepted(holder("a"), 1);
        reporter.report();

        assertThat(arrived).extracting(UsageReport::sequence).containsExactly(1L, 2L);
        assertThat(arrived)
                .extracting(UsageReport::reporter)
                .containsOnly(arrived.getFirst().reporter());
        assertThat(arrived.getFirst().tokens())
                .containsExactlyInAnyOrder(
                        new Usage("acme", "a", 2, 120, 1, 0, NOON), new Usage("acme", "b", 0, 0, 0, 1, NOON));
        assertThat(arrived.getLast().tokens()).containsExactly(new Usage("acme", "a", 1, 1, 0, 0, NOON));
    }

    @Test
    void nothingNew_isNoReport() {
        reporter.report();
        counters.limited(holder("a"));
        reporter.report();
        reporter.report();
        assertThat(arrived).hasSize(1);
    }

    /** The broker may have it although its acknowledgement was lost: so it must be the same report that comes again. */
    @Test
    void reportThatWasNotAcknowledged_isSentAgainAsItWas() {
        acknowledges = false;
        counters.accepted(holder("a"), 100);
        reporter.report();
        counters.accepted(holder("a"), 7);
        reporter.report();
        reporter.report();
        acknowledges = true;
        reporter.report();

        assertThat(arrived).hasSize(5);
        assertThat(arrived.subList(0, 4)).containsOnly(arrived.getFirst());
        assertThat(arrived.getFirst().tokens()).containsExactly(new Usage("acme", "a", 1, 100, 0, 0, NOON));
        assertThat(arrived.getLast().sequence()).isEqualTo(2);
        assertThat(arrived.getLast().tokens()).containsExactly(new Usage("acme", "a", 1, 7, 0, 0, NOON));
    }

    @Test
    void manyTokens_areSeveralReports() {
        for (int i = 0; i < 2 * UsageReporter.TOKENS_PER_REPORT + 1; i++) {
            counters.accepted(holder("t" + i), 1);
        }
        reporter.report();
        assertThat(arrived).extracting(report -> report.tokens().size()).containsExactly(1000, 1000, 1);
        assertThat(arrived).extracting(UsageReport::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void close_sendsTheRest() {
        reporter.start();
        counters.accepted(holder("a"), 100);
        reporter.close();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void countsOfManyThreads_areAllReportedOnce() throws Exception {
        int threads = 4;
        int each = 20_000;
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                senders.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                counters.accepted(holder("t" + i % 3), 2);
                            }
                        },
                        executor));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                reporter.report();
            }
            all.get();
        }
        reporter.report();
        assertThat(sum(Usage::requests)).isEqualTo((long) threads * each);
        assertThat(sum(Usage::bytes)).isEqualTo(2L * threads * each);
    }

    private long sum(java.util.function.ToLongFunction<Usage> field) {
        return arrived.stream()
                .flatMap(report -> report.tokens().stream())
                .mapToLong(field)
                .sum();
    }

    private CompletableFuture<Void> send(UsageReport report) {
        arrived.add(report);
        return acknowledges
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("no acknowledgement"));
    }

    private static TokenHolder holder(String tokenId) {
        return new TokenHolder(tokenId, "acme", "", "", Limits.NONE, Limits.NONE);
    }
}
