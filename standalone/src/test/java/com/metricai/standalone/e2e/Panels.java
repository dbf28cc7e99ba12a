package com.metricai.standalone.e2e;

import com.metricai.standalone.e2e.Facts.Fact;
import com.metricai.standalone.e2e.NaiveReader.Prompt;
import com.metricai.standalone.e2e.NaiveReader.Session;
import com.metricai.standalone.e2e.NaiveReader.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Compares what the panels answer with what the naive reader says. */
final class Panels {
    private final Suite suite;
    private final NaiveReader want;
    private final String range;
    private final List<String> differences = new ArrayList<>();

    private Panels(Suite suite, NaiveReader want) {
        this.suite = suite;
        this.want = want;
        range = "from=" + want.range()[0] + "&to=" + want.range()[1];
    }

    /** Everything that differs, in words; empty when all agree. */
    static List<String> differences(Suite suite, NaiveReader want) {
        Panels panels = new Panels(suite, want);
        panels.totals();
        // The rest costs hundreds of requests: not while the sums are still coming in.
        if (panels.differences.isEmpty()) {
            panels.prompts();
            panels.sessions();
            panels.people();
            panels.subagents();
            panels.trees();
        }
        return panels.differences;
    }

    private void compare(String what, Object got, Object expected) {
        if (!Objects.equals(got, expected)) {
            differences.add(what + ": " + got + " for " + expected);
        }
    }

    private void totals() {
        JsonNode cost = suite.get("/api/cost-trend?" + range);
        compare("cost", micros(cost.path("totalUsd")), want.cost());
        compare("cost by model", costBy(cost.path("byModel"), "model"), want.costBy(fact -> fact.get("model")));
        compare(
                "cost by day",
                costBy(cost.path("days"), "day"),
                want.costBy(fact -> fact.day().toString()));
        for (String key : List.of("user", "repo")) {
            compare(
                    "cost by " + key,
                    costBy(
                            suite.get("/api/rollups?groupBy=" + key + "&" + range)
                                    .path("rows"),
                            key),
                    want.costBy(key.equals("user") ? Fact::user : Fact::repo));
        }
        cacheHit(suite.get("/api/cache-hit?" + range).path("total"));
        decisions();
        rollups(suite.get("/api/rollups?groupBy=source&" + range).path("rows"));
    }

    private void cacheHit(JsonNode total) {
        compare("input", total.path("inputTokens").asLong(), want.tokens("input_tokens"));
        compare("cache read", total.path("cacheReadTokens").asLong(), want.tokens("cache_read_tokens"));
        compare("cache creation", total.path("cacheCreationTokens").asLong(), want.tokens("cache_creation_tokens"));
    }

    private void decisions() {
        Map<String, List<Long>> got = new TreeMap<>();
        for (JsonNode tool : suite.get("/api/tool-decisions?" + range).path("tools")) {
            got.put(
                    tool.path("tool").asString(),
                    List.of(tool.path("accepts").asLong(), tool.path("rejects").asLong()));
        }
        compare("decisions", got, want.decisions());
    }

    private void rollups(JsonNode rows) {
        compare("output", sum(rows, "outputTokens"), want.tokens("output_tokens"));
        compare("api requests", sum(rows, "apiRequests"), want.count("api_request", event -> true));
        compare("api errors", sum(rows, "apiErrors"), want.count("api_error", event -> true));
        compare("prompts", sum(rows, "prompts"), want.count("user_prompt", event -> true));
        compare("tool calls", sum(rows, "toolCalls"), want.count("tool_result", event -> true));
        compare(
                "tool failures",
                sum(rows, "toolFailures"),
                want.count("tool_result", event -> event.get("success").equals("false")));
        compare("commits", sum(rows, "commits"), want.total("claude_code.commit.count", point -> true));
        compare(
                "pull requests",
                sum(rows, "pullRequests"),
                want.total("claude_code.pull_request.count", point -> true));
        for (String type : List.of("added", "removed")) {
            compare(
                    "lines " + type,
                    sum(rows, type.equals("added") ? "linesAdded" : "linesRemoved"),
                    want.total(
                            "claude_code.lines_of_code.count",
                            point -> point.fact().get("type").equals(type)));
        }
        long activeMs = 0;
        for (JsonNode row : rows) {
            activeMs +=
                    row.path("activeSeconds").decimalValue().movePointRight(3).longValue();
        }
        compare("active", activeMs, want.activeMs());
        compare(
                "blocked",
                sum(rows, "blockedMs"),
                want.trees().values().stream().mapToLong(Tree::blockedMs).sum());
    }

    private void prompts() {
        Map<String, JsonNode> got =
                byKey(suite.get("/api/top-prompts?limit=1000&" + range).path("prompts"), "promptId");
        want.prompts().forEach((id, prompt) -> {
            JsonNode line = got.get(id);
            if (line == null) {
                differences.add("prompt " + id + " is missing");
                return;
            }
            compare(
                    "prompt " + id,
                    new Prompt(
                            micros(line.path("costUsd")),
                            line.path("apiRequests").asLong(),
                            line.path("apiErrors").asLong(),
                            line.path("toolCalls").asLong(),
                            line.path("toolFailures").asLong(),
                            line.path("subagents").asLong(),
                            line.path("rejects").asLong(),
                            prompt.traces()),
                    prompt);
        });
        compare(
                "prompts",
                new TreeSet<>(got.keySet()),
                new TreeSet<>(want.prompts().keySet()));
    }

    private void sessions() {
        Map<String, Session> got = new TreeMap<>();
        for (JsonNode line : suite.get("/api/sessions?limit=1000&" + range).path("sessions")) {
            String id = line.path("sessionId").asString();
            got.put(id, session(line, line.path("prompts").asLong()));
            JsonNode one = suite.get("/api/sessions/" + id);
            compare("session " + id, session(one, one.path("prompts").size()), got.get(id));
        }
        Map<String, Session> expected = want.sessions();
        compare("sessions", got.keySet(), expected.keySet());
        got.forEach((id, session) -> compare("session " + id, session.toString(), String.valueOf(expected.get(id))));
    }

    private static Session session(JsonNode line, long prompts) {
        return new Session(
                line.path("user").asString(),
                prompts,
                micros(line.path("costUsd")),
                line.path("totalTokens").asLong(),
                line.path("toolCalls").asLong(),
                line.path("apiErrors").asLong());
    }

    private void people() {
        JsonNode active = suite.get("/api/active-users?" + range);
        TreeSet<String> users = new TreeSet<>();
        want.sessions().values().forEach(session -> users.add(session.user()));
        compare(
                "active users",
                new TreeSet<>(byKey(active.path("users"), "user").keySet()),
                users);
        compare("month's users", active.path("mau").asLong(), (long) users.size());
        compare("active users' sessions", sum(active.path("users"), "sessions"), (long)
                want.sessions().size());
        JsonNode reporting = suite.get("/api/reporting");
        compare(
                "reporting",
                new TreeSet<>(byKey(reporting.path("users"), "user").keySet()),
                want.users());
    }

    private void subagents() {
        JsonNode stats = suite.get("/api/subagent-stats?" + range);
        List<Prompt> prompts = List.copyOf(want.prompts().values());
        compare("prompts of repos", sum(stats.path("repos"), "prompts"), (long) prompts.size());
        compare(
                "prompts with subagents",
                sum(stats.path("repos"), "promptsWithSubagents"),
                prompts.stream().filter(prompt -> prompt.subagents() > 0).count());
        long subagents = prompts.stream().mapToLong(Prompt::subagents).sum();
        compare("subagents", sum(stats.path("repos"), "subagents"), subagents);
        compare("runs", sum(stats.path("agents"), "runs"), subagents);
        long micros = want.facts().events.values().stream()
                .filter(event -> event.name().equals("api_request") && event.has("agent_id") && event.has("prompt.id"))
                .mapToLong(Fact::micros)
                .sum();
        compare("subagents' cost", cost(stats.path("repos"), "subagentCostUsd"), micros);
        compare("agent types' cost", cost(stats.path("agents"), "costUsd"), micros);
    }

    private void trees() {
        want.trees().forEach((id, tree) -> {
            JsonNode answer = suite.get("/api/spans/tree?traceId=" + id);
            JsonNode totals = answer.path("totals");
            compare(
                    "tree " + id,
                    new Tree(
                            spans(answer),
                            totals.path("llmRequests").asLong(),
                            totals.path("toolCalls").asLong(),
                            totals.path("subagents").asLong(),
                            totals.path("orphans").asLong(),
                            totals.path("blockedMs").asLong()),
                    tree);
        });
        want.prompts().forEach((id, prompt) -> {
            JsonNode answer = suite.get("/api/spans/tree?promptId=" + id);
            boolean hasSpans = prompt.traces().stream().anyMatch(want.trees()::containsKey);
            compare("source of prompt " + id, answer.path("source").asString(), hasSpans ? "spans" : "events");
            compare("cost of prompt " + id, micros(answer.path("totals").path("costUsd")), prompt.costMicros());
            compare(
                    "subagents of prompt " + id,
                    answer.path("totals").path("subagents").asLong(),
                    prompt.subagents());
        });
    }

    private static long spans(JsonNode tree) {
        long spans = 0;
        for (JsonNode node : tree.path("nodes")) {
            spans += node.path("spanId").isNull() ? 0 : 1;
        }
        return spans;
    }

    private static Map<String, JsonNode> byKey(JsonNode rows, String key) {
        Map<String, JsonNode> map = new TreeMap<>();
        rows.forEach(row -> map.put(row.path(key).asString(), row));
        return map;
    }

    private static Map<String, Long> costBy(JsonNode rows, String key) {
        Map<String, Long> costs = new TreeMap<>();
        rows.forEach(row -> costs.merge(row.path(key).asString(), micros(row.path("costUsd")), Long::sum));
        costs.values().removeIf(micros -> micros == 0);
        return costs;
    }

    private static long cost(JsonNode rows, String field) {
        LongStream.Builder micros = LongStream.builder();
        rows.forEach(row -> micros.add(micros(row.path(field))));
        return micros.build().sum();
    }

    private static long sum(JsonNode rows, String field) {
        LongStream.Builder values = LongStream.builder();
        rows.forEach(row -> values.add(row.path(field).asLong()));
        return values.build().sum();
    }

    /** Exactly: a fraction of a micro-USD in an answer fails. */
    private static long micros(JsonNode usd) {
        return usd.decimalValue().movePointRight(6).longValueExact();
    }
}
