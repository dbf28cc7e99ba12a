package com.metricai.rollup.job.rollup;

import com.metricai.rollup.window.Window;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.ClickHouseSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the daily tables true. A user's day is always recomputed from its sources as a whole and replaced, so that a run
 * may be repeated, interrupted or come twice at once and still leaves the same rows.
 */
public final class RollupJob {
    private static final Logger LOG = LoggerFactory.getLogger(RollupJob.class);
    private static final int MARKS_PER_RUN = 1000;

    private static final String MARKS = "SELECT org_id, day, user, version FROM dirty_days ORDER BY day DESC LIMIT ?";

    /** Without the version, what was marked again since it was read would be lost. */
    private static final String UNMARK =
            "DELETE FROM dirty_days WHERE org_id = ? AND day = ? AND user = ? AND version = ?";

    private static final String IS_MARKED = "SELECT count(*) FROM dirty_days WHERE org_id = ? AND day = ? AND user = ?";

    private static final String MARKS_OF_DAY = "SELECT org_id, day, user, version FROM dirty_days WHERE day = ?";

    /** One that is marked already keeps its version: somebody may be at work at it. */
    private static final String MARK = """
            INSERT INTO dirty_days (org_id, day, user, version) VALUES (?, ?, ?, random())
            ON CONFLICT (org_id, day, user) DO NOTHING""";

    private static final String USERS_OF_DAY = """
            SELECT org_id, user FROM events WHERE day = :day AND org_id IN (SELECT id FROM orgs)
            UNION SELECT org_id, user FROM rollups_daily WHERE day = :day AND org_id IN (SELECT id FROM orgs)
            UNION SELECT org_id, user FROM session_metric_days WHERE day = :day
            UNION SELECT org_id, user FROM spans WHERE day = :day AND blocked_ms > 0 AND org_id IN (SELECT id FROM orgs)""";

    private static final String RAN = """
            INSERT INTO job_runs (job, finished_at, detail) VALUES ('rollup', ?, ?)
            ON CONFLICT (job) DO UPDATE SET finished_at = excluded.finished_at, detail = excluded.detail""";

    /** A user's day to recompute, and the version of its mark. */
    public record Task(UserDay userDay, long version) {}

    public record OrgDay(String orgId, String day) {}

    private final Jdbi writer;
    private final Jdbi reader;
    private final ClickHouse clickHouse;
    private final ClickHouseSchema schema;
    private final Clock clock;
    private final Duration shortestRetention;

    public RollupJob(Jdbi writer, Jdbi reader, ClickHouse clickHouse, Clock clock, Duration shortestRetention) {
        this.writer = writer;
        this.reader = reader;
        this.clickHouse = clickHouse;
        this.schema = new ClickHouseSchema(clickHouse);
        this.clock = clock;
        this.shortestRetention = shortestRetention;
    }

    /** Works off the marks, the latest days first; returns how many user-days were recomputed. */
    public int rollUpMarked() {
        return run(tasks(MARKS, MARKS_PER_RUN), "marked");
    }

    /** Recomputes today and yesterday, marked before or not: what a lost mark would leave behind is mended by this. */
    public int rollUpRecent() {
        List<Task> tasks = new ArrayList<>();
        for (String day : window().recent()) {
            List<UserDay> userDays = reader.withHandle(handle -> handle.createQuery(USERS_OF_DAY)
                    .bind("day", day)
                    .map((row, context) -> new UserDay(row.getString("org_id"), day, row.getString("user")))
                    .list());
            writer.useTransaction(
                    handle -> userDays.forEach(each -> handle.execute(MARK, each.orgId(), each.day(), each.user())));
            tasks.addAll(tasks(MARKS_OF_DAY, day));
        }
        return run(tasks, "recent");
    }

    private List<Task> tasks(String sql, Object argument) {
        return reader.withHandle(handle -> handle.select(sql, argument)
                .map((row, context) -> new Task(
                        new UserDay(row.getString("org_id"), row.getString("day"), row.getString("user")),
                        row.getLong("version")))
                .list());
    }

    private int run(List<Task> tasks, String why) {
        Window window = window();
        Map<Boolean, List<Task>> byOpen =
                tasks.stream().collect(Collectors.partitioningBy(task -> window.isOpen(task.userDay.day())));
        List<Task> closed = byOpen.getOrDefault(false, List.of());
        closed.forEach(task -> writer.useTransaction(handle -> unmark(handle, task)));
        Map<OrgDay, List<Task>> byDay = byOpen.getOrDefault(true, List.of()).stream()
                .collect(Collectors.groupingBy(
                        task -> new OrgDay(task.userDay.orgId(), task.userDay.day()),
                        () -> new TreeMap<>((a, b) -> (b.day + b.orgId).compareTo(a.day + a.orgId)),
                        Collectors.toList()));
        RuntimeException failure = null;
        int done = 0;
        for (Map.Entry<OrgDay, List<Task>> entry : byDay.entrySet()) {
            try {
                rollUp(entry.getKey(), entry.getValue());
                done += entry.getValue().size();
            } catch (RuntimeException e) {
                schema.forget();
                // The other days are rolled up all the same; the marks of this one stay for the next run.
                failure = e;
            }
        }
        String detail = done + " user-days, " + why;
        writer.useHandle(handle -> handle.execute(RAN, clock.millis(), detail));
        if (done > 0) {
            LOG.atInfo().addKeyValue("userDays", done).addKeyValue("why", why).log("rolled up");
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    private void rollUp(OrgDay orgDay, List<Task> tasks) {
        schema.ensure();
        Set<String> users = tasks.stream().map(task -> task.userDay.user()).collect(Collectors.toSet());
        // After the marks were read and before SQLite is: a row that lands in between marks its day again.
        Map<String, List<MetricTotals>> metrics =
                MetricQuery.totals(clickHouse, orgDay.orgId, orgDay.day, users).stream()
                        .collect(Collectors.groupingBy(MetricTotals::user));
        for (Task task : tasks) {
            List<MetricTotals> own = metrics.getOrDefault(task.userDay.user(), List.of());
            DayRows rows = DayRows.of(reader.inTransaction(snapshot -> facts(snapshot, task.userDay, own)));
            writer.useTransaction(handle -> {
                // Without a mark somebody else has worked it off, maybe from later rows, while this one stood still.
                // With a
                // newer mark these rows may be old, and will be replaced.
                if (isMarked(handle, task.userDay)) {
                    DayTables.replace(handle, task.userDay, rows);
                    unmark(handle, task);
                }
            });
        }
    }

    private static Facts facts(Handle snapshot, UserDay userDay, Collection<MetricTotals> metrics) {
        Set<String> sessions = metrics.stream().map(MetricTotals::sessionId).collect(Collectors.toSet());
        return new Facts(
                EventQuery.events(snapshot, userDay),
                List.copyOf(metrics),
                EventQuery.waits(snapshot, userDay),
                EventQuery.eventLedgers(snapshot, userDay.orgId(), sessions),
                EventQuery.withEvents(snapshot, userDay.orgId(), sessions),
                EventQuery.countedByMetrics(snapshot, userDay.orgId(), sessions));
    }

    private static void unmark(Handle handle, Task task) {
        UserDay userDay = task.userDay;
        handle.execute(UNMARK, userDay.orgId(), userDay.day(), userDay.user(), task.version);
    }

    private static boolean isMarked(Handle handle, UserDay userDay) {
        return handle.select(IS_MARKED, userDay.orgId(), userDay.day(), userDay.user())
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private Window window() {
        return Window.at(clock.instant(), shortestRetention);
    }
}
