package com.metricai.rollup.job.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days are replaced, come late and are removed at random, as a rollup and an erasure would; all the while the coarse tables are
 * the sums of the daily ones. What they must be is told by the migration, which makes them from the daily tables alone.
 */
class CoarseTablesTest {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-12-20");
    private static final int BEFORE_COARSE_TABLES = 4;
    private static final List<String> COARSE = List.of(
            "rollup_grains", "decision_grains", "prompts_daily", "agents_daily", "prompt_grains", "agent_grains");
    private static final List<String> COPIED = List.of(
            "rollups_daily",
            "decisions_daily",
            "session_days (org_id, day, model, tool, user, session_id, source, team, repo)",
            "prompt_summary",
            "prompt_agents");

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private Sqlite sqlite;
    private int prompts;

    @BeforeEach
    void start() {
        sqlite = Sqlite.writer(directory.resolve("metric-ai.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
    }

    @AfterEach
    void stop() {
        sqlite.close();
    }

    @Test
    void coarseTables_areTheSumsOfTheDailyOnes() {
        for (int step = 1; step <= 240; step++) {
            UserDay userDay = new UserDay(
                    pick("acme", "globex"),
                    FIRST_DAY.plusDays(random.nextInt(45)).toString(),
                    pick("ada", "bob", "eve"));
            boolean removed = random.nextInt(4) == 0;
            sqlite.jdbi().useTransaction(handle -> {
                if (removed) {
                    handle.execute(
                            "DELETE FROM prompt_summary WHERE org_id = ? AND day = ? AND user = ?",
                            userDay.orgId(),
                            userDay.day(),
                            userDay.user());
                    DayTables.remove(handle, userDay);
                } else {
                    addPrompt(handle, userDay);
                    DayTables.replace(handle, userDay, rows());
                }
            });
            if (step % 40 == 0) {
                assertCoarseTablesAreRight("after step " + step);
            }
        }
    }

    @Test
    void removal_leavesNothingOfAPersonBehind() {
        UserDay day = new UserDay("acme", "2025-12-31", "ada");
        UserDay next = new UserDay("acme", "2026-01-01", "ada");
        UserDay others = new UserDay("acme", "2026-01-01", "bob");
        sqlite.jdbi().useTransaction(handle -> {
            for (UserDay each : List.of(day, next, others)) {
                for (int i = 0; i < 5; i++) {
                    addPrompt(handle, each);
                }
                DayTables.replace(handle, each, rows());
            }
        });
        sqlite.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM prompt_summary WHERE user = 'ada'");
            assertThat(DayTables.remove(handle, day)).isPositive();
            assertThat(DayTables.remove(handle, next)).isPositive();
            assertThat(DayTables.remove(handle, next)).isZero();
        });
        Set<Object> users = rows(sqlite, "rollup_grains").stream()
                .map(row -> row.get("user"))
                .collect(Collectors.toSet());
        assertThat(users).containsExactlyInAnyOrder("", "bob");
        assertCoarseTablesAreRight("after the removal");
    }

    private void assertCoarseTablesAreRight(String when) {
        Path file = directory.resolve("copy" + prompts + ".db");
        try (Sqlite copy = Sqlite.writer(file)) {
            SqliteMigrations.migrate(copy.jdbi(), BEFORE_COARSE_TABLES);
            copy.jdbi().useHandle(handle -> {
                handle.execute(
                        "ATTACH ? AS original",
                        directory.resolve("metric-ai.db").toString());
                for (String table : COPIED) {
                    String columns = table.contains("(") ? table.replaceFirst(".*\\((.*)\\)", "$1") : "*";
                    handle.execute("INSERT INTO main." + table + " SELECT " + columns + " FROM original."
                            + table.replaceFirst(" .*", ""));
                }
                handle.execute("DETACH original");
            });
            SqliteMigrations.migrate(copy.jdbi());
            for (String table : COARSE) {
                assertThat(rows(sqlite, table))
                        .as(table + " " + when)
                        .isNotEmpty()
                        .isEqualTo(rows(copy, table));
            }
            assertThat(rows(sqlite, "session_days")).as("session_days " + when).isEqualTo(rows(copy, "session_days"));
        }
    }

    private static Set<Map<String, Object>> rows(Sqlite sqlite, String table) {
        return new HashSet<>(sqlite.jdbi()
                .withHandle(handle ->
                        handle.createQuery("SELECT * FROM " + table).mapToMap().list()));
    }

    private DayRows rows() {
        Map<Key, Totals> rollups = new HashMap<>();
        Map<Key, DayRows.Decisions> decisions = new HashMap<>();
        Set<DayRows.SessionDay> sessions = new HashSet<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Key key = new Key(
                    pick("claude_code", "cowork"),
                    pick("core", "web"),
                    pick("acme/api", "acme/app", "unattributed"),
                    pick("", "sonnet", "opus"),
                    pick("", "Bash", "Edit"),
                    pick("ok", "error"));
            rollups.put(key, totals());
            decisions.put(key, new DayRows.Decisions(random.nextInt(9), random.nextInt(3)));
            String session = pick("s1", "s2", "s3", "s4", "s5", "s6");
            for (String model : List.of("", key.model())) {
                for (String tool : List.of("", key.tool())) {
                    sessions.add(new DayRows.SessionDay(session, key.source(), key.team(), key.repo(), model, tool));
                }
            }
        }
        return new DayRows(rollups, decisions, sessions, Map.of("s1", new DayRows.SessionTotals(1, 2, 3, 4, 5)));
    }

    private Totals totals() {
        return new Totals(
                n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(), n(),
                n());
    }

    private void addPrompt(Handle handle, UserDay userDay) {
        int subagents = random.nextInt(3);
        String id = "p" + prompts++;
        handle.execute(
                """
                INSERT INTO prompt_summary (org_id, prompt_id, session_id, day, started_at, ended_at, source, user, team, repo,
                  origin, models, cost_micros, subagent_cost_micros, input_tokens, output_tokens, cache_read_tokens,
                  cache_creation_tokens, api_requests, api_errors, tool_calls, tool_failures, accepts, rejects, subagents,
                  max_depth, max_fanout)
                VALUES (?, ?, 's1', ?, 1, 2, 'cowork', ?, ?, ?, 'human', ?, 9, 3, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, ?, ?, ?)""",
                userDay.orgId(),
                id,
                userDay.day(),
                userDay.user(),
                pick("core", "web"),
                pick("acme/api", "acme/app"),
                pick("[\"opus\"]", "[\"opus\",\"sonnet\"]"),
                subagents,
                Math.min(1, subagents),
                subagents);
        for (int agent = 0; agent < subagents; agent++) {
            handle.execute(
                    "INSERT INTO prompt_agents VALUES (?, ?, ?, NULL, ?, 1, ?, 5, 3, 7)",
                    userDay.orgId(),
                    id,
                    "a" + agent,
                    pick("Explore", "Plan"),
                    userDay.day());
        }
    }

    private int n() {
        return random.nextInt(1000);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
