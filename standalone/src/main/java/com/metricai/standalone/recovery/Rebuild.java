package com.metricai.standalone.recovery;

import com.metricai.consumer.listen.BatchListener;
import com.metricai.consumer.listen.TopicReading;
import com.metricai.consumer.write.BatchWriter;
import com.metricai.consumer.write.OutboxRelay;
import com.metricai.service.metric.Standing;
import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Terminal;
import com.metricai.standalone.UserError;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.clickhouse.MetricCopy;
import com.metricai.store.daily.OpenDays;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;

/**
 * Takes in again what the topic still holds, and has the daily tables computed again from what is stored. Both count
 * everything once: what was stored before is left as it is, and a day is replaced as a whole.
 */
public final class Rebuild {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A version that was there before would let a rollup that is under way delete the mark. */
    private static final String MARK_STORED = """
            INSERT INTO dirty_days (org_id, day, user, version)
            SELECT org_id, day, user, random() FROM (
              SELECT org_id, day, user FROM events WHERE day >= :from
              UNION SELECT org_id, day, user FROM spans WHERE day >= :from
              UNION SELECT org_id, day, user FROM session_metric_days WHERE day >= :from
              UNION SELECT org_id, day, user FROM rollups_daily WHERE day >= :from)
            WHERE org_id IN (SELECT id FROM orgs)
            ON CONFLICT (org_id, day, user) DO UPDATE SET version = excluded.version""";

    private static final String VERSIONS = "SELECT version FROM dirty_days";

    private static final String IS_SEEN = "SELECT count(*) FROM exports_seen WHERE fingerprint = unhex(:fingerprint)";

    private static final String MARK = """
            INSERT INTO dirty_days (org_id, day, user, version)
            SELECT :org, :day, :user, random() WHERE :org IN (SELECT id FROM orgs)
            ON CONFLICT (org_id, day, user) DO UPDATE SET version = excluded.version""";

    private final DataDirectory data;
    private final RunningInstance instance;
    private final Terminal terminal;
    private final Clock clock;
    private final Settings settings;

    /**
     * As the running consumer has them.
     *
     * @param shortestRetention of spans, events and metrics
     * @param maxValues distinct values of a dimension per org and day
     */
    public record Settings(Duration shortestRetention, int maxValues) {}

    public Rebuild(DataDirectory data, RunningInstance instance, Terminal terminal, Clock clock, Settings settings) {
        this.data = data;
        this.instance = instance;
        this.terminal = terminal;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Rebuilds from a day on.
     *
     * @param patience how long the running instance may take to compute the days
     * @throws UserError when the day is closed, or the days are not computed in time
     */
    public void from(LocalDate day, Duration patience) {
        LocalDate firstOpen = OpenDays.first(clock.instant(), settings.shortestRetention);
        if (day.isBefore(firstOpen)) {
            throw new UserError(
                    "days before " + firstOpen + " are closed, because retention deletes what they were made of:"
                            + " use --from " + firstOpen + " or later");
        }
        try (Sqlite sqlite = Sqlite.writer(data.database());
                ClickHouseInserter inserter = new ClickHouseInserter(instance.clickHouse())) {
            new ClickHouseSchema(instance.clickHouse()).ensure();
            TopicReading topics = new TopicReading(instance.kafka(), RunningInstance.GROUP);
            forgetRunningTotals(sqlite, topics);
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            TopicReading.Taken taken = topics.takeAgain(new BatchListener(
                    new BatchWriter(sqlite.jdbi(), clock, settings.shortestRetention, settings.maxValues),
                    new OutboxRelay(sqlite.jdbi(), inserter, new ClickHouseSchema(instance.clickHouse())),
                    registry,
                    new Standing("batch", registry, clock)));
            terminal.say(taken.records() + " exports were still in the topic and are taken in"
                    + (taken.refused() == 0 ? "." : "; " + taken.refused() + " of them cannot be read."));
            List<List<String>> inClickHouse = userDays(day);
            Set<Long> marks = sqlite.jdbi().inTransaction(handle -> {
                handle.createUpdate(MARK_STORED).bind("from", day.toString()).execute();
                inClickHouse.forEach(row -> mark(handle, row));
                return handle.createQuery(VERSIONS).mapTo(Long.class).set();
            });
            awaitComputed(sqlite, marks, patience);
        }
    }

    /**
     * Where the database was lost: what such an export adds is decided anew, and its rows may not be the same again. Looked
     * up and deleted under the write lock: an export that the running consumer takes in between would lose the rows that
     * it has just got. A deletion is given its place among the inserts at once, and done afterwards.
     */
    private void forgetRunningTotals(Sqlite sqlite, TopicReading topics) {
        try (MetricCopy metrics = new MetricCopy(instance.clickHouse())) {
            topics.runningTotals().stream()
                    .gather(Gatherers.windowFixed(MetricCopy.PER_STATEMENT))
                    .forEach(some -> sqlite.jdbi()
                            .useTransaction(handle -> metrics.beginToDeleteExports(some.stream()
                                    .filter(fingerprint -> !isSeen(handle, fingerprint))
                                    .toList())));
            metrics.awaitDeleted();
        }
    }

    private static boolean isSeen(Handle handle, String fingerprint) {
        return handle.createQuery(IS_SEEN)
                        .bind("fingerprint", fingerprint)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private List<List<String>> userDays(LocalDate day) {
        try (MetricCopy metrics = new MetricCopy(instance.clickHouse())) {
            return metrics.userDays(day.toString());
        }
    }

    private static void mark(Handle handle, List<String> row) {
        handle.createUpdate(MARK)
                .bind("org", row.get(0))
                .bind("day", row.get(1))
                .bind("user", row.get(2))
                .execute();
    }

    /** While exports come in, days are marked anew all the time: those marks are not waited for. */
    private void awaitComputed(Sqlite sqlite, Set<Long> marks, Duration patience) {
        terminal.say("Computing " + marks.size() + " days of users …");
        long end = System.nanoTime() + patience.toNanos();
        while (anyLeft(sqlite, marks)) {
            if (System.nanoTime() > end) {
                throw new UserError("the days were not all computed within " + patience.toSeconds()
                        + " s: they are marked, and the running instance goes on with them; look at its log");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        terminal.say("All days are computed.");
    }

    private static boolean anyLeft(Sqlite sqlite, Set<Long> marks) {
        return sqlite.jdbi()
                .withHandle(handle ->
                        handle.createQuery(VERSIONS).mapTo(Long.class).stream().anyMatch(marks::contains));
    }
}
