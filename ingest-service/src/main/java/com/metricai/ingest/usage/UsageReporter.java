package com.metricai.ingest.usage;

import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was counted, every few seconds and at the end. A report that the broker did not acknowledge may have arrived
 * all the same; so it is sent again as it was, with its sequence, before a new one is made. Until then counts wait in the
 * counters, which grow with the number of tokens and not with time.
 */
public final class UsageReporter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UsageReporter.class);

    /** Of one report: keeps it well below the largest record that a topic takes by default. */
    static final int TOKENS_PER_REPORT = 1000;

    /** One sending takes at most 6 s; at the end there may be one that failed before, and a new one. */
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    private final UsageCounters counters;
    private final Function<UsageReport, CompletableFuture<Void>> channel;
    private final Clock clock;
    private final Duration every;
    private final String reporter = UUID.randomUUID().toString();
    private final Deque<UsageReport> unsent = new ArrayDeque<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("usage-reporter").daemon().factory());
    private long sequence;
    private boolean failing;

    /**
     * Sends nothing before it is started.
     *
     * @param channel completes when the broker has the report for good, or exceptionally; always within seconds
     * @param every between two reports
     */
    public UsageReporter(
            UsageCounters counters,
            Function<UsageReport, CompletableFuture<Void>> channel,
            Clock clock,
            Duration every) {
        this.counters = counters;
        this.channel = channel;
        this.clock = clock;
        this.every = every;
    }

    /** Begins in the background. */
    public UsageReporter start() {
        Future<?> _ = schedule.scheduleWithFixedDelay(
                this::report, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Sends what failed before, then what is new; stops at the first failure. By one thread at a time. */
    void report() {
        try {
            if (sendUnsent()) {
                prepare(counters.takeNew());
                sendUnsent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Whatever it was, the schedule goes on.
            log.atError().setCause(e).log("unexpected failure while reporting what tokens sent");
        }
    }

    private void prepare(List<Usage> fresh) {
        fresh.stream()
                .gather(Gatherers.windowFixed(TOKENS_PER_REPORT))
                .forEach(part -> unsent.add(new UsageReport(reporter, ++sequence, clock.instant(), part)));
    }

    private boolean sendUnsent() throws InterruptedException {
        for (UsageReport next = unsent.peek(); next != null; next = unsent.peek()) {
            try {
                channel.apply(next).get();
            } catch (ExecutionException e) {
                if (!failing) {
                    log.atWarn()
                            .addKeyValue("cause", String.valueOf(e.getCause()))
                            .log("what tokens sent could not be reported; nothing is lost, and it is tried again");
                    failing = true;
                }
                return false;
            }
            unsent.remove();
            failing = false;
        }
        return true;
    }

    /** Sends the rest, at most eight seconds. */
    @Override
    public void close() {
        // In the thread of the others: the outcome of a report that is under way decides what is left.
        schedule.execute(this::report);
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the last of what tokens sent was not reported");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            schedule.shutdownNow();
        }
    }
}
