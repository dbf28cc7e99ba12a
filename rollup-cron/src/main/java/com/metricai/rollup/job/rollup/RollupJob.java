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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the daily tables true. A user's day is always recomputed from its sources as a whole and replaced, so that a run
 * may be repeated, interrupted or come twice at once and still leaves the same rows.
 */
public final class RollupJob {
    private static final Logger LOG = LoggerFactory.getLogger(RollupJob.class);
    private static final int MARKS_PER_RUN = 1000;

    /**
     * So many users are asked for at once. ClickHouse reads at most 256 KiB of a statement, and a user's name may have 256
     * characters of up to three bytes.
     */
    private static final int USERS_PER_QUERY = 100;

    /** A second or so of work. */
    private static final int RECENT_AT_ONCE = 20;

    private static final String MARKS = "SELECT org_id, day, user, version FROM dirty_days ORDER BY day DESC LIMIT ?";

    /** Without the version, what was marked again since it was read would be lost. */
    private static final String UNMARK =
            "DELETE FROM dirty_days WHERE org_id = ? AND day = ? AND user = ? AND version = ?";

    private static final String VERSION = "SELECT version FROM dirty_days WHERE org_id = ? AND day = ? AND user = ?";

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

    /** What failed by itself, while its stores answered: it is tried again each time, and must not keep the others out. */
    private final Set<UserDay> failing = ConcurrentHashMap.newKeySet();

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
        return logged(run(tasks(MARKS, MARKS_PER_RUN + failing.size()), "marked"), "marked");
    }

    /**
     * Recomputes today and yesterday, marked before or not: what a lost mark would leave behind is mended by this. What is
     * marked meanwhile does not wait for the end of it, which in a large org takes minutes.
     */
    public int rollUpRecent() {
        int done = 0;
        for (String day : window().recent()) {
            List<UserDay> userDays = reader.withHandle(handle -> handle.createQuery(USERS_OF_DAY)
                    .bind("day", day)
                    .map((row, context) -> new UserDay(row.getString("org_id"), day, row.getString("user")))
                    .list());
            for (List<UserDay> some : slices(userDays, RECENT_AT_ONCE)) {
                done += run(writer.inTransaction(handle -> marked(handle, some)), "recent");
                rollUpMarked();
            }
        }
        return logged(done, "recent");
    }

    private static <T> List<List<T>> slices(List<T> all, int size) {
        return all.stream().gather(Gatherers.windowFixed(size)).toList();
    }

    private static int logged(int done, String why) {
        if (done > 0) {
            LOG.atInfo().addKeyValue("userDays", done).addKeyValue("why", why).log("rolled up");
        }
        return done;
    }

    private static List<Task> marked(Handle handle, List<UserDay> userDays) {
        List<Task> tasks = new ArrayList<>();
        for (UserDay each : userDays) {
            handle.execute(MARK, each.orgId(), each.day(), each.user());
            long version = handle.select(VERSION, each.orgId(), each.day(), each.user())
                    .mapTo(long.class)
                    .one();
            tasks.add(new Task(each, version));
        }
        return tasks;
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
        closed.forEach(task -> {
            writer.useTransaction(handle -> unmark(handle, task));
            failing.remove(task.userDay);
        });
        Map<OrgDay, List<Task>> byDay = byOpen.getOrDefault(true, List.of()).stream()
                .collect(Collectors.groupingBy(
                        task -> new OrgDay(task.userDay.orgId(), task.userDay.day()),
                        () -> new TreeMap<>((a, b) -> (b.day + b.orgId).compareTo(a.day + a.orgId)),
                        Collectors.toList()));
        RuntimeException failure = null;
        int done = 0;
        for (Map.Entry<OrgDay, List<Task>> entry : byDay.entrySet()) {
            for (List<Task> some : slices(entry.getValue(), USERS_PER_QUERY)) {
                try {
                    Map<String, List<MetricTotals>> metrics = metrics(entry.getKey(), some);
                    for (Task task : some) {
                        RuntimeException own = rollUp(task, metrics.getOrDefault(task.userDay.user(), List.of()));
                        failure = own == null ? failure : own;
                        done += own == null ? 1 : 0;
                    }
                } catch (RuntimeException e) {
                    schema.forget();
                    // The others are rolled up all the same; the marks of these stay for the next run.
                    failure = e;
                }
            }
        }
        String detail = done + " user-days, " + why;
        writer.useHandle(handle -> handle.execute(RAN, clock.millis(), detail));
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    /** After the marks were read and before SQLite is: a row that lands in between marks its day again. */
    private Map<String, List<MetricTotals>> metrics(OrgDay orgDay, List<Task> tasks) {
        schema.ensure();
        Set<String> users = tasks.stream().map(task -> task.userDay.user()).collect(Collectors.toSet());
        return MetricQuery.totals(clickHouse, orgDay.orgId, orgDay.day, users).stream()
                .collect(Collectors.groupingBy(MetricTotals::user));
    }

    /** What went wrong, or null. */
    private @Nullable RuntimeException rollUp(Task task, List<MetricTotals> metrics) {
        try {
            DayRows rows = DayRows.of(reader.inTransaction(snapshot -> facts(snapshot, task.userDay, metrics)));
            writer.useTransaction(handle -> {
                // Without a mark somebody else has worked it off, maybe from later rows, while this one stood still.
                // With a newer mark these rows may be old, and will be replaced.
                if (isMarked(handle, task.userDay)) {
                    DayTables.replace(handle, task.userDay, rows);
                    unmark(handle, task);
                }
            });
            failing.remove(task.userDay);
            return null;
        } catch (RuntimeException e) {
            failing.add(task.userDay);
            return e;
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
        return handle.select(VERSION, userDay.orgId(), userDay.day(), userDay.user())
                .mapTo(long.class)
                .findOne()
                .isPresent();
    }

    private Window window() {
        return Window.at(clock.instant(), shortestRetention);
    }
}
