package com.metricai.store.daily;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Keeps {@code rollup_grains}, {@code decision_grains}, {@code prompt_grains} and {@code agent_grains} equal to the sums of the
 * daily tables. Whoever replaces or deletes a user's rows of a day in those calls {@link #subtract} before and {@link #add}
 * after, in the same transaction.
 */
public final class CoarseTables {
    /** The measures of {@code rollup_grains}, which {@code rollups_daily} has too. */
    public static final List<String> MEASURES = List.of(
            "cost_micros",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "prompts",
            "api_requests",
            "api_errors",
            "tool_calls",
            "tool_failures",
            "accepts",
            "rejects",
            "lines_added",
            "lines_removed",
            "commits",
            "pull_requests",
            "active_user_ms",
            "active_cli_ms",
            "blocked_ms");

    private static final String OF_USER_DAY = "WHERE org_id = :org AND day = :day AND user = :user";

    private static final String PERIODS =
            "p(period, bit) AS (VALUES (:day, 1), (:week, :weekBit), (:month, :monthBit))";

    private static final Table ROLLUPS = new Table(
            "rollup_grains",
            List.of("grain", "period", "repo", "team", "user", "model", "source"),
            Stream.concat(Stream.of("rollups", "session_rows", "active_days"), MEASURES.stream())
                    .toList(),
            "rollups = 0 AND session_rows = 0",
            """
            WITH %s, g(grain, by_repo, by_team, by_user, by_model) AS (VALUES %s),
            base AS (
              SELECT repo, team, user, model, source, 1 AS rollups, 0 AS session_rows, %s
              FROM rollups_daily %s
              UNION ALL SELECT repo, team, user, model, source, 0, 1, %s
              FROM session_days %s AND tool = ''),
            cells AS (
              SELECT g.grain, p.period, iif(by_repo, repo, '') AS repo, iif(by_team, team, '') AS team,
                iif(by_user, user, '') AS user, iif(by_model, model, '') AS model, source, sum(rollups) AS rollups,
                sum(session_rows) AS session_rows, iif(by_user AND sum(session_rows) > 0, p.bit, 0) AS active_days, %s
              FROM base JOIN g ON by_model OR rollups OR model = '' CROSS JOIN p GROUP BY 1, 2, 3, 4, 5, 6, 7)""".formatted(
                            PERIODS,
                            grains(),
                            String.join(", ", MEASURES),
                            OF_USER_DAY,
                            zeros(MEASURES.size()),
                            OF_USER_DAY,
                            sums(MEASURES)));

    private static final Table DECISIONS = new Table(
            "decision_grains",
            List.of("grain", "period", "repo", "team", "model", "source", "tool", "decision_source"),
            List.of("decisions", "accepts", "rejects"),
            "decisions = 0",
            """
            WITH %s, g(grain, by_repo, by_team) AS (VALUES %s),
            cells AS (
              SELECT g.grain, p.period, iif(by_repo, repo, '') AS repo, iif(by_team, team, '') AS team, model, source, tool,
                decision_source, count(*) AS decisions, sum(accepts) AS accepts, sum(rejects) AS rejects
              FROM decisions_daily CROSS JOIN g CROSS JOIN p %s GROUP BY 1, 2, 3, 4, 5, 6, 7, 8)""".formatted(PERIODS, decisionGrains(), OF_USER_DAY));

    private static final Table PROMPTS = new Table(
            "prompt_grains",
            List.of("period", "repo", "team", "source", "models", "max_depth", "max_fanout"),
            List.of("prompts", "with_subagents", "subagents", "subagent_cost_micros"),
            "prompts = 0",
            """
            WITH %s, cells AS (
              SELECT period, repo, team, source, models, max_depth, max_fanout, prompts, with_subagents, subagents,
                subagent_cost_micros
              FROM prompts_daily CROSS JOIN p %s)""".formatted(PERIODS, OF_USER_DAY));

    private static final Table AGENTS = new Table(
            "agent_grains",
            List.of("period", "repo", "team", "source", "models", "agent_type"),
            List.of("runs", "cost_micros", "total_tokens", "duration_ms"),
            "runs = 0",
            """
            WITH %s, cells AS (
              SELECT period, repo, team, source, models, agent_type, runs, cost_micros, total_tokens, duration_ms
              FROM agents_daily CROSS JOIN p %s)""".formatted(PERIODS, OF_USER_DAY));

    private static final List<Table> TABLES = List.of(ROLLUPS, DECISIONS, PROMPTS, AGENTS);

    /**
     * A coarse table.
     *
     * @param keys of its primary key, after the org
     * @param empty when a row counts nothing any more
     * @param cells WITH: what a user's day counts for, named {@code cells}
     */
    private record Table(String name, List<String> keys, List<String> measures, String empty, String cells) {
        String addition(String sign) {
            return cells + " INSERT INTO " + name + " (org_id, " + String.join(", ", keys) + ", "
                    + String.join(", ", measures) + ") SELECT :org, " + String.join(", ", keys) + ", "
                    + measures.stream().map(each -> sign + each).collect(Collectors.joining(", "))
                    + " FROM cells WHERE true ON CONFLICT DO UPDATE SET "
                    + measures.stream()
                            .map(each -> each + " = " + each + " + excluded." + each)
                            .collect(Collectors.joining(", "));
        }

        String cleaning() {
            String key = String.join(", ", keys);
            return cells + " DELETE FROM " + name + " WHERE org_id = :org AND (" + key + ") IN (SELECT " + key
                    + " FROM cells) AND " + empty;
        }
    }

    private CoarseTables() {}

    /** Takes away what the daily tables have of the user's day. {@code day} is a UTC day, YYYY-MM-DD. */
    public static void subtract(Handle handle, String orgId, String day, String user) {
        for (Table table : TABLES) {
            run(handle, table.addition("-"), orgId, day, user);
            run(handle, table.cleaning(), orgId, day, user);
        }
    }

    /** Adds what the daily tables have of the user's day. {@code day} is a UTC day, YYYY-MM-DD. */
    public static void add(Handle handle, String orgId, String day, String user) {
        for (Table table : TABLES) {
            run(handle, table.addition(""), orgId, day, user);
        }
    }

    private static void run(Handle handle, String sql, String orgId, String day, String user) {
        LocalDate date = LocalDate.parse(day);
        Period week = Period.weekOf(date);
        Period month = Period.monthOf(date);
        handle.createUpdate(sql)
                .bind("org", orgId)
                .bind("day", day)
                .bind("user", user)
                .bind("week", week.name())
                .bind("weekBit", 1L << week.bit(date))
                .bind("month", month.name())
                .bind("monthBit", 1L << month.bit(date))
                .execute();
    }

    private static String grains() {
        return Arrays.stream(Grain.values())
                .map(grain -> flags(grain, "repo", "team", "user", "model"))
                .collect(Collectors.joining(", "));
    }

    private static String decisionGrains() {
        return Arrays.stream(Grain.values())
                .filter(Grain::hasDecisions)
                .map(grain -> flags(grain, "repo", "team"))
                .collect(Collectors.joining(", "));
    }

    private static String flags(Grain grain, String... keys) {
        return "('" + grain.id() + "', "
                + Arrays.stream(keys).map(key -> grain.keeps(key) ? "1" : "0").collect(Collectors.joining(", ")) + ")";
    }

    private static String sums(List<String> columns) {
        return columns.stream().map(each -> "sum(" + each + ") AS " + each).collect(Collectors.joining(", "));
    }

    private static String zeros(int count) {
        return Stream.generate(() -> "0").limit(count).collect(Collectors.joining(", "));
    }
}
