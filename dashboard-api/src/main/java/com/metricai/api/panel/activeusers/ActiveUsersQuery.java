package com.metricai.api.panel.activeusers;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.sql.Conditions;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class ActiveUsersQuery {
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
        Range range = request.range();
        return jdbi.inTransaction(handle -> {
            Map<LocalDate, Long> days = byDay(handle, request);
            return new ActiveUsers(
                    range.days().stream()
                            .map(day -> new ActiveUsers.DayUsers(day, days.getOrDefault(day, 0L)))
                            .toList(),
                    distinct(handle, request.withRange(range.last(1))),
                    distinct(handle, request.withRange(range.last(WEEK))),
                    distinct(handle, request.withRange(range.last(MONTH))),
                    users(handle, request));
        });
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
