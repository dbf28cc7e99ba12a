package com.metricai.rollup.schedule;

import com.metricai.rollup.job.erasure.ErasureJob;
import com.metricai.rollup.job.retention.RetentionJob;
import com.metricai.rollup.job.rollup.RollupJob;
import com.metricai.service.log.Outage;
import com.metricai.service.metric.Standing;
import com.metricai.store.clickhouse.ClickHouseAway;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs, one at a time. A run that fails comes again with the next tick: a store that is away for an hour costs an
 * hour, not the process. The log tells of the first failure and of the end.
 */
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /** A look at each user in ClickHouse; a consumer that stood still for longer than this is rare. */
    private static final Duration LATE_ROWS = Duration.ofMinutes(10);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rollup").factory());

    /**
     * Starts at once.
     *
     * @param standing for how long marked days have not been rolled up
     * @param marked between two looks for marks
     * @param recent between two recomputations of today and yesterday
     * @param retention between two runs of the retention job
     * @param erasure between two looks for people to be erased
     */
    public Schedule(
            RollupJob rollup,
            RetentionJob retentionJob,
            ErasureJob erasureJob,
            Standing standing,
            Duration marked,
            Duration recent,
            Duration retention,
            Duration erasure) {
        every(marked, Duration.ZERO, "rollup of marked days", () -> {
            standing.stands();
            rollup.rollUpMarked();
            standing.getsOn();
        });
        every(recent, recent, "rollup of recent days", rollup::rollUpRecent);
        every(erasure, erasure, "erasure", erasureJob::run);
        every(LATE_ROWS, LATE_ROWS, "late rows of erased people", erasureJob::deleteLate);
        every(retention, Duration.ofMinutes(1), "retention", () -> {
            retentionJob.deleteOld();
            retentionJob.setMetricsTtl();
        });
    }

    private void every(Duration pause, Duration first, String what, Runnable job) {
        Outage outage = new Outage(LOG, what, ClickHouseAway.class);
        // run() catches what a job throws; an exception in here would end the schedule in silence.
        var _ = executor.scheduleWithFixedDelay(
                () -> run(outage, job), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Outage outage, Runnable job) {
        try {
            job.run();
            outage.worked();
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a job did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
