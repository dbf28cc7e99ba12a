package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.sqlite.Sqlite;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever table an answer comes from, it is what the finest tables and the prompts themselves say. */
class CoarseAnswersTest {
    private static final LocalDate LAST = LocalDate.parse("2026-11-20");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NONE = "";

    @TempDir
    static Path directory;

    private static TestApi api;
    private static Sqlite sqlite;

    /** A range with the parameters that filter, and what they are in SQL. */
    private record Question(LocalDate from, LocalDate to, List<String> filters) {
        String parameters() {
            return "from=" + from + "&to=" + to
                    + filters.stream().map(filter -> "&" + filter).collect(Collectors.joining());
        }

        /** Of the daily tables; {@code model} is the term for the models asked for. */
        String where(String model) {
            Map<String, List<String>> values = values();
            return "org_id = 'bench' AND day BETWEEN '" + from + "' AND '" + to + "'"
                    + values.entrySet().stream()
                            .filter(entry -> !entry.getKey().equals("model"))
                            .map(entry -> " AND " + entry.getKey() + " IN (" + list(entry.getValue()) + ")")
                            .collect(Collectors.joining())
                    + (values.containsKey("model") ? " AND " + model.formatted(list(values.get("model"))) : NONE);
        }

        boolean byModel() {
            return values().containsKey("model");
        }

        private Map<String, List<String>> values() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (String filter : filters) {
                String[] parts = filter.split("=", 2);
                values.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
            }
            return values;
        }

        private static String list(List<String> values) {
            return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Path file = directory.resolve("metric-ai.db");
        BenchmarkData.fill(file, new BenchmarkData.Size(14, 3, 7, 130, LAST));
        BenchmarkData.upgrade(file);
        api = TestApi.over(file, directory, Fixtures.NOON, Map.of());
        sqlite = Sqlite.reader(file);
    }

    @AfterAll
    static void stop() {
        sqlite.close();
        api.close();
    }

    static Stream<Question> questions() {
        String user = "user=" + BenchmarkData.user(3);
        String repo = "repo=" + BenchmarkData.repo(2);
        String model = "model=" + BenchmarkData.MODELS.get(1);
        List<List<String>> filters = List.of(
                List.of(),
                List.of(user),
                List.of(user, "user=" + BenchmarkData.user(7)),
                List.of("team=" + BenchmarkData.team(1)),
                List.of(repo),
                List.of(model),
                List.of(model, "model=" + BenchmarkData.MODELS.get(2)),
                List.of("source=cowork"),
                List.of(user, repo),
                List.of("team=" + BenchmarkData.team(0), model),
                List.of(repo, model));
        List<LocalDate[]> ranges = List.of(
                new LocalDate[] {LAST.minusDays(29), LAST},
                new LocalDate[] {LAST.minusDays(120), LAST.minusDays(3)},
                new LocalDate[] {LAST.minusDays(16), LAST.minusDays(16)});
        return ranges.stream().flatMap(range -> filters.stream().map(each -> new Question(range[0], range[1], each)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void rollups_areThoseOfTheFinestTable(Question question) {
        for (String keys : List.of(
                NONE,
                "day",
                "source",
                "model",
                "team",
                "repo",
                "user",
                "tool",
                "day,model",
                "day,repo",
                "day,user",
                "model,team",
                "repo,team",
                "user,team",
                "user,repo",
                "user,model")) {
            List<String> columns = keys.isEmpty() ? List.of() : Arrays.asList(keys.split(","));
            String path = "/api/rollups?" + question.parameters() + (keys.isEmpty() ? NONE : "&groupBy=" + keys);
            Map<String, String> answered = new LinkedHashMap<>();
            for (JsonNode row : read(path).get("rows")) {
                answered.put(
                        key(columns, row),
                        new BigDecimal(row.get("costUsd").asString())
                                        .movePointRight(6)
                                        .longValueExact() + " "
                                + row.get("cacheReadTokens").asLong() + " "
                                + row.get("prompts").asLong() + " "
                                + row.get("toolCalls").asLong() + " "
                                + row.get("commits").asLong() + " "
                                + row.get("blockedMs").asLong() + " "
                                + row.get("sessions").asLong());
            }
            assertThat(answered).as(path).isEqualTo(expectedRollups(question, columns));
        }
    }

    private static Map<String, String> expectedRollups(Question question, List<String> columns) {
        boolean byModel = question.byModel() || columns.contains("model");
        String sessionRows = question.where("model IN (%s)")
                + (byModel ? " AND model > ''" : " AND model = ''")
                + (columns.contains("tool") ? " AND tool > ''" : " AND tool = ''");
        String keys = columns.stream().map(column -> column + " || '|'").collect(Collectors.joining(" || "));
        String key = keys.isEmpty() ? "''" : keys;
        String group = keys.isEmpty() ? NONE : " GROUP BY 1";
        Map<String, String> sessions =
                pairs("SELECT " + key + ", count(DISTINCT session_id) FROM session_days WHERE " + sessionRows + group);
        Map<String, String> expected = new HashMap<>();
        pairs("SELECT " + key
                        + ", coalesce(sum(cost_micros), 0) || ' ' || coalesce(sum(cache_read_tokens), 0) || ' ' ||"
                        + " coalesce(sum(prompts), 0) || ' ' || coalesce(sum(tool_calls), 0) || ' ' ||"
                        + " coalesce(sum(commits), 0) || ' ' || coalesce(sum(blocked_ms), 0) FROM rollups_daily WHERE "
                        + question.where("model IN (%s)") + group)
                .forEach((group1, sums) -> {
                    String count = sessions.remove(group1);
                    expected.put(group1, sums + " " + (count == null ? "0" : count));
                });
        sessions.forEach((group1, count) -> expected.put(group1, "0 0 0 0 0 0 " + count));
        return expected;
    }

    @ParameterizedTest
    @MethodSource("questions")
    void activeUsers_areThoseOfTheFinestTable(Question question) {
        JsonNode answer = read("/api/active-users?" + question.parameters());
        String where =
                question.where("model IN (%s)") + (question.byModel() ? NONE : " AND model = ''") + " AND tool = ''";
        Map<String, String> days = new HashMap<>();
        answer.get("days").forEach(day -> {
            if (day.get("activeUsers").asLong() > 0) {
                days.put(day.get("day").asString(), day.get("activeUsers").asString());
            }
        });
        assertThat(days)
                .isEqualTo(
                        pairs("SELECT day, count(DISTINCT user) FROM session_days WHERE " + where + " GROUP BY day"));
        Map<String, String> users = new HashMap<>();
        answer.get("users")
                .forEach(user -> users.put(
                        user.get("user").asString(),
                        user.get("lastActiveDay").asString() + " "
                                + user.get("activeDays").asLong() + " "
                                + user.get("sessions").asLong()));
        assertThat(users).isEqualTo(pairs("""
                SELECT user, max(day) || ' ' || count(DISTINCT day) || ' ' || count(DISTINCT session_id)
                FROM session_days WHERE %s GROUP BY user""".formatted(where)));
        for (Map.Entry<String, Integer> span :
                Map.of("dau", 1, "wau", 7, "mau", 30).entrySet()) {
            Question last = new Question(question.to.minusDays(span.getValue() - 1L), question.to, question.filters);
            String lastRows =
                    last.where("model IN (%s)") + (last.byModel() ? NONE : " AND model = ''") + " AND tool = ''";
            assertThat(answer.get(span.getKey()).asString())
                    .isEqualTo(pairs("SELECT '', count(DISTINCT user) FROM session_days WHERE " + lastRows)
                            .get(""));
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void costsCachesAndDecisions_areThoseOfTheFinestTables(Question question) {
        String where = question.where("model IN (%s)");
        Map<String, String> models = new HashMap<>();
        read("/api/cost-trend?" + question.parameters())
                .get("byModel")
                .forEach(each -> models.put(each.get("model").asString(), micros(each.get("costUsd"))));
        assertThat(models)
                .isEqualTo(pairs("SELECT model, sum(cost_micros) FROM rollups_daily WHERE " + where
                        + " GROUP BY model HAVING sum(cost_micros) > 0"));
        Map<String, String> caches = new HashMap<>();
        read("/api/cache-hit?" + question.parameters())
                .get("users")
                .forEach(each -> caches.put(
                        each.get("user").asString(), each.get("cacheReadTokens").asString()));
        assertThat(caches)
                .isEqualTo(pairs("SELECT user, sum(cache_read_tokens) FROM rollups_daily WHERE " + where
                        + " GROUP BY user HAVING sum(input_tokens + cache_read_tokens + cache_creation_tokens) > 0"));
        Map<String, String> decisions = new HashMap<>();
        read("/api/tool-decisions?" + question.parameters())
                .get("tools")
                .forEach(tool -> tool.get("sources")
                        .forEach(source -> decisions.put(
                                tool.get("tool").asString() + "|"
                                        + source.get("source").asString(),
                                source.get("accepts").asLong() + " "
                                        + source.get("rejects").asLong())));
        assertThat(decisions)
                .isEqualTo(pairs("SELECT tool || '|' || decision_source, sum(accepts) || ' ' || sum(rejects)"
                        + " FROM decisions_daily WHERE " + where + " GROUP BY 1"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void promptsAndSessions_areThoseThatWereTold(Question question) {
        String where = question.where("EXISTS (SELECT 1 FROM json_each(models) used WHERE used.value IN (%s))");
        Map<String, String> repos = new HashMap<>();
        JsonNode stats = read("/api/subagent-stats?" + question.parameters());
        stats.get("repos")
                .forEach(repo -> repos.put(
                        repo.get("repo").asString(),
                        "%d %d %d %d %d %.6f %.6f %s"
                                .formatted(
                                        repo.get("prompts").asLong(),
                                        repo.get("promptsWithSubagents").asLong(),
                                        repo.get("subagents").asLong(),
                                        repo.get("maxDepth").asLong(),
                                        repo.get("maxFanout").asLong(),
                                        repo.get("avgDepth").asDouble(),
                                        repo.get("avgFanout").asDouble(),
                                        micros(repo.get("subagentCostUsd")))));
        assertThat(repos).isEqualTo(pairs("""
                SELECT repo, printf('%%d %%d %%d %%d %%d %%.6f %%.6f %%d', count(*), sum(subagents > 0), sum(subagents),
                  max(max_depth), max(max_fanout), coalesce(avg(max_depth) FILTER (WHERE subagents > 0), 0.0),
                  coalesce(avg(max_fanout) FILTER (WHERE subagents > 0), 0.0), sum(subagent_cost_micros))
                FROM prompt_summary WHERE %s GROUP BY repo""".formatted(where)));
        Map<String, String> agents = new HashMap<>();
        stats.get("agents")
                .forEach(agent -> agents.put(
                        agent.get("agentType").asString(),
                        agent.get("runs").asLong() + " " + micros(agent.get("costUsd")) + " "
                                + agent.get("totalTokens").asLong() + " "
                                + agent.get("avgDurationMs").asLong()));
        assertThat(agents).isEqualTo(pairs("""
                SELECT agent_type, count(*) || ' ' || sum(a.cost_micros) || ' ' || sum(a.total_tokens) || ' ' ||
                  CAST(round(avg(a.duration_ms)) AS INTEGER)
                FROM prompt_agents a JOIN (SELECT prompt_id FROM prompt_summary WHERE %s) USING (prompt_id)
                GROUP BY agent_type""".formatted(where)));

        assertThat(ids(
                        read("/api/top-prompts?limit=50&" + question.parameters())
                                .get("prompts"),
                        "promptId"))
                .isEqualTo(column("SELECT prompt_id FROM prompt_summary WHERE " + where
                        + " ORDER BY cost_micros DESC, started_at, prompt_id LIMIT 50"));
        String active =
                question.where("model IN (%s)") + (question.byModel() ? NONE : " AND model = ''") + " AND tool = ''";
        assertThat(ids(read("/api/sessions?limit=50&" + question.parameters()).get("sessions"), "sessionId"))
                .isEqualTo(column("SELECT session_id FROM sessions WHERE session_id IN (SELECT session_id FROM"
                        + " session_days WHERE " + active + ") ORDER BY last_seen_at DESC, session_id LIMIT 50"));
    }

    @Test
    void sessions_haveTheFiguresOfTheirPromptsAndDays() {
        Map<String, String> answered = new HashMap<>();
        read("/api/sessions?limit=200&from=2026-10-01&to=" + LAST)
                .get("sessions")
                .forEach(session -> answered.put(
                        session.get("sessionId").asString(),
                        session.get("prompts").asLong() + " "
                                + session.get("toolCalls").asLong() + " " + micros(session.get("costUsd")) + " "
                                + session.get("commits").asLong()));
        assertThat(answered).hasSize(200);
        Map<String, String> expected = pairs("""
                SELECT session_id, count(*) || ' ' || sum(tool_calls) || ' ' ||
                  (SELECT sum(cost_micros) || ' ' || sum(commits) FROM session_totals_daily t WHERE t.session_id = p.session_id)
                FROM prompt_summary p GROUP BY session_id""");
        expected.keySet().retainAll(answered.keySet());
        assertThat(answered).isEqualTo(expected);
    }

    private static String micros(JsonNode usd) {
        return new BigDecimal(usd.asString())
                .movePointRight(6)
                .toBigIntegerExact()
                .toString();
    }

    private static String key(List<String> columns, JsonNode row) {
        return columns.stream().map(column -> row.get(column).asString() + "|").collect(Collectors.joining());
    }

    private static List<String> ids(JsonNode rows, String field) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.get(field).asString()));
        return ids;
    }

    private static JsonNode read(String path) {
        return JSON.readTree(api.json(path, BenchmarkData.ADMIN));
    }

    private static Map<String, String> pairs(String sql) {
        Map<String, String> pairs = new HashMap<>();
        sqlite.jdbi()
                .useHandle(handle -> handle.createQuery(sql)
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .forEach(pair -> pairs.put(pair.getKey(), pair.getValue())));
        return pairs;
    }

    private static List<String> column(String sql) {
        return sqlite.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
