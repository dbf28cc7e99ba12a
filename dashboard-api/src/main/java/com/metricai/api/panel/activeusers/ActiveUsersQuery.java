package com.metricai.api.panel.activeusers;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.sql.Cells;
import com.metricai.api.sql.Conditions;
import com.metricai.store.daily.Period;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class ActiveUsersQuery {
    private static final String USER = "user";
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    /** Of equals the first by the name that is shown: the order of the real ones would tell who is who. */
    private static final Comparator<ActiveUsers.User> DEAREST_FIRST =
            Comparator.comparing(ActiveUsers.User::costUsd).reversed().thenComparing(ActiveUsers.User::user);

    private final Jdbi jdbi;

    ActiveUsersQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    ActiveUsers answer(PanelRequest request) {
        return jdbi.inTransaction(
                handle -> isCoarse(request) ? fromPeriods(handle, request) : fromDays(handle, request));
    }

    /** Not for several models: a session that used two of them would count as two. */
    private static boolean isCoarse(PanelRequest request) {
        return request.filters().models().size() <= 1
                && Cells.ofRollups(request, List.of(USER)).coarse();
    }

    private static ActiveUsers fromPeriods(Handle handle, PanelRequest request) {
        List<Activity> activities = activities(handle, request);
        return answer(
                request.range(),
                Activity.usersByDay(activities),
                days -> distinctInPeriods(
                        handle, request.withRange(request.range().last(days))),
                Activity.users(activities, request.viewer()::user, repeated(handle, request)).stream()
                        .sorted(DEAREST_FIRST)
                        .toList());
    }

    private static ActiveUsers fromDays(Handle handle, PanelRequest request) {
        return answer(
                request.range(),
                byDay(handle, request),
                days -> distinct(handle, request.withRange(request.range().last(days))),
                users(handle, request));
    }

    private static ActiveUsers answer(
            Range range, Map<LocalDate, Long> days, IntToLongFunction distinct, List<ActiveUsers.User> users) {
        return new ActiveUsers(
                range.days().stream()
                        .map(day -> new ActiveUsers.DayUsers(day, days.getOrDefault(day, 0L)))
                        .toList(),
                distinct.applyAsLong(1),
                distinct.applyAsLong(WEEK),
                distinct.applyAsLong(MONTH),
                users);
    }

    private static List<Activity> activities(Handle handle, PanelRequest request) {
        Cells cells = Cells.ofRollups(request, List.of(USER));
        Map<String, LocalDate> firstDays = Period.cover(
                        request.range().from(), request.range().to())
                .stream()
                .collect(Collectors.toMap(Period::name, Period::first));
        return handle.createQuery("SELECT user, period, active_days, session_rows, cost_micros, prompts FROM "
                        + cells.table() + " WHERE " + cells.where().sql())
                .bindMap(cells.where().values())
                .map((row, context) -> new Activity(
                        row.getString("user"),
                        Objects.requireNonNull(firstDays.get(row.getString("period"))),
                        row.getLong("active_days"),
                        row.getLong("session_rows"),
                        row.getLong("cost_micros"),
                        row.getLong("prompts")))
                .list();
    }

    private static long distinctInPeriods(Handle handle, PanelRequest request) {
        Cells cells = Cells.ofRollups(request, List.of(USER));
        return handle.createQuery("SELECT count(DISTINCT user) FROM " + cells.table() + " WHERE "
                        + cells.where().sql() + " AND session_rows > 0")
                .bindMap(cells.where().values())
                .mapTo(long.class)
                .one();
    }

    private static Map<String, Long> repeated(Handle handle, PanelRequest request) {
        Conditions where = Conditions.onRepeatedSessions(
                request, !request.filters().models().isEmpty());
        return handle
                .createQuery("SELECT user, count(*) - count(DISTINCT session_id) AS n FROM "
                        + Conditions.REPEATED_SESSIONS + " WHERE "
                        + where.sql() + " GROUP BY user")
                .bindMap(where.values())
                .map((row, context) -> Map.entry(row.getString(USER), row.getLong("n")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<LocalDate, Long> byDay(Handle handle, PanelRequest request) {
        Conditions where = Conditions.onSessionDays(request);
        Map<LocalDate, Long> days = new HashMap<>();
        handle.createQuery("SELECT day, count(DISTINCT user) AS users FROM session_days WHERE " + where.sql()
                        + " GROUP BY day")
                .bindMap(where.values())
                .map((row, context) -> Map.entry(LocalDate.parse(row.getString("day")), row.getLong("users")))
                .forEach(entry -> days.put(entry.getKey(), entry.getValue()));
        return days;
    }

    private static long distinct(Handle handle, PanelRequest request) {
        Conditions where = Conditions.onSessionDays(request);
        return handle.createQuery("SELECT count(DISTINCT user) FROM session_days WHERE " + where.sql())
                .bindMap(where.values())
                .mapTo(long.class)
                .one();
    }

    private static List<ActiveUsers.User> users(Handle handle, PanelRequest request) {
        Conditions active = Conditions.onSessionDays(request);
        Conditions spent = Conditions.withModel(request);
        return handle
                .createQuery("""
                        WITH active AS (
                          SELECT user, max(day) AS last_day, count(DISTINCT day) AS days,
                                 count(DISTINCT session_id) AS sessions
                          FROM session_days WHERE %s GROUP BY user),
                        spent AS (
                          SELECT user, sum(cost_micros) AS micros, sum(prompts) AS prompts
                          FROM rollups_daily WHERE %s GROUP BY user)
                        SELECT active.*, coalesce(spent.micros, 0) AS micros, coalesce(spent.prompts, 0) AS prompts
                        FROM active LEFT JOIN spent USING (user)""".formatted(active.sql(), spent.sql()))
                .bindMap(active.values())
                .bindMap(spent.values())
                .map((row, context) -> new ActiveUsers.User(
                        request.viewer().user(row.getString("user")),
                        LocalDate.parse(row.getString("last_day")),
                        row.getLong("days"),
                        Amounts.usd(row.getLong("micros")),
                        row.getLong("sessions"),
                        row.getLong("prompts")))
                .stream()
                .sorted(DEAREST_FIRST)
                .toList();
    }
}
