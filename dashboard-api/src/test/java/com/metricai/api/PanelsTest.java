package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each panel's whole answer, over real rows and real HTTP. */
class PanelsTest {
    private static final String EMPTY_DAYS = """
            {"day":"2026-11-16","%1$s":0},{"day":"2026-11-17","%1$s":0},{"day":"2026-11-18","%1$s":0},
            {"day":"2026-11-19","%1$s":0}""";

    private final TestApi api = TestApi.shared();

    @Test
    void me() throws Exception {
        is("/api/me", """
                {"email":"admin@acme.example","role":"admin","org":{"id":"acme","name":"Acme"},
                 "orgs":[{"id":"acme","name":"Acme","role":"admin"}],
                 "lastIngestAt":"2026-11-22T09:00:00Z","lastRollupAt":"2026-11-22T11:00:00Z",
                 "firstDay":"2026-11-02","pseudonymous":false,"ingestUrl":null}""");
    }

    @Test
    void me_ofAMemberOfTwoOrgs() throws Exception {
        String answer = api.getAs(Fixtures.BOTH, "/api/me", "X-Org", "globex").body();
        JSONAssert.assertEquals("""
                {"role":"admin","org":{"id":"globex","name":"Globex"},
                 "orgs":[{"id":"acme","name":"Acme","role":"viewer"},{"id":"globex","name":"Globex","role":"admin"}],
                 "lastIngestAt":"2026-11-22T11:00:00Z","firstDay":"2026-11-22"}""", answer, false);
    }

    @Test
    void costTrend() throws Exception {
        is("/api/cost-trend", """
                {"days":[%s,{"day":"2026-11-20","costUsd":0},{"day":"2026-11-21","costUsd":1.5},
                         {"day":"2026-11-22","costUsd":0.000001}],
                 "totalUsd":1.500001,"previousTotalUsd":7,"weeklyRunRateUsd":1.5,"monthEndForecastUsd":15.357144,
                 "byModel":[{"model":"sonnet","costUsd":1.5},{"model":"haiku","costUsd":0.000001}]}""".formatted(EMPTY_DAYS.formatted("costUsd")));
    }

    @ParameterizedTest
    @CsvSource({
        "user, day, from=2026-11-16",
        "user, month, from=2026-01-05",
        "repo, day, from=2026-11-16&user=ada",
        "repo, month, from=2025-12-31",
        "repo, week, from=2025-12-31&step=week",
        "team, week, from=2026-11-10&step=week",
        "team, day, from=2026-01-01&step=day&repo=acme/api",
        "model, month, from=2026-01-01&to=2026-11-21&user=ada",
        "model, day, from=2026-11-16&repo=acme/api"
    })
    void costSeries_addsUpToTheRollups(String by, String step, String parameters) {
        JsonNode answer = JsonMapper.shared().readTree(api.json("/api/cost-series?by=" + by + "&" + parameters));
        assertThat(answer.path("step").asString()).isEqualTo(step);
        Map<String, BigDecimal> sums = new TreeMap<>();
        answer.path("series").forEach(series -> {
            assertThat(series.path("costUsd")).hasSameSizeAs(answer.path("starts"));
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode cost : series.path("costUsd")) {
                sum = sum.add(cost.decimalValue());
            }
            sums.put(series.path("key").asString(), sum.stripTrailingZeros());
        });
        Map<String, BigDecimal> expected = new TreeMap<>();
        JsonMapper.shared()
                .readTree(api.json("/api/rollups?groupBy=" + by + "&" + parameters))
                .path("rows")
                .forEach(row -> expected.put(
                        row.path(by).asString(),
                        row.path("costUsd").decimalValue().stripTrailingZeros()));
        expected.values().removeIf(cost -> cost.signum() == 0);
        assertThat(sums).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void costSeries_ofWeeks_endsWithAWholeOne() {
        assertThat(api.json("/api/cost-series?by=team&step=week&from=2026-11-07&to=2026-11-22"))
                .contains("\"starts\":[\"2026-11-07\",\"2026-11-09\",\"2026-11-16\"]");
    }

    @Test
    void costSeries_startsWithTheRange() {
        assertThat(api.json("/api/cost-series?by=user&from=2026-07-10&to=2026-11-22"))
                .contains("\"starts\":[\"2026-07-10\",\"2026-08-01\",\"2026-09-01\",\"2026-10-01\",\"2026-11-01\"]");
    }

    @Test
    void money_isPlainAndExact() {
        assertThat(api.json("/api/cost-trend?from=2026-11-22"))
                .contains("\"totalUsd\":0.000001,")
                .doesNotContain("E-");
    }

    @Test
    void cacheHit() throws Exception {
        is("/api/cache-hit", """
                {"total":{"inputTokens":110,"cacheReadTokens":300,"cacheCreationTokens":100,"hitRatio":0.5882352941176471},
                 "users":[{"user":"ada","inputTokens":100,"cacheReadTokens":300,"cacheCreationTokens":100,"hitRatio":0.6},
                          {"user":"bob","inputTokens":10,"cacheReadTokens":0,"cacheCreationTokens":0,"hitRatio":0}]}""");
    }

    @Test
    void cacheHit_ofNothing_hasNoRatio() throws Exception {
        is("/api/cache-hit?from=2020-01-01&to=2020-01-01", """
                {"total":{"inputTokens":0,"cacheReadTokens":0,"cacheCreationTokens":0,"hitRatio":null},"users":[]}""");
    }

    @Test
    void toolDecisions() throws Exception {
        is("/api/tool-decisions", """
                {"total":{"accepts":6,"rejects":3,"acceptRatio":0.6666666666666666,
                          "userAccepts":2,"userRejects":2,"userAcceptRatio":0.5},
                 "tools":[{"tool":"Bash","accepts":5,"rejects":2,"acceptRatio":0.7142857142857143,
                           "userAccepts":2,"userRejects":2,"userAcceptRatio":0.5,
                           "sources":[{"source":"config","accepts":3,"rejects":0},
                                      {"source":"user_reject","accepts":0,"rejects":2},
                                      {"source":"user_temporary","accepts":2,"rejects":0}]},
                          {"tool":"Edit","accepts":1,"rejects":1,"acceptRatio":0.5,
                           "userAccepts":0,"userRejects":0,"userAcceptRatio":null,
                           "sources":[{"source":"hook","accepts":1,"rejects":1}]}],
                 "sources":[{"source":"config","accepts":3,"rejects":0},{"source":"hook","accepts":1,"rejects":1},
                            {"source":"user_reject","accepts":0,"rejects":2},
                            {"source":"user_temporary","accepts":2,"rejects":0}]}""");
    }

    @Test
    void activeUsers() throws Exception {
        is("/api/active-users", """
                {"days":[%s,{"day":"2026-11-20","activeUsers":1},{"day":"2026-11-21","activeUsers":1},
                         {"day":"2026-11-22","activeUsers":1}],
                 "dau":1,"wau":2,"mau":2,
                 "users":[{"user":"ada","lastActiveDay":"2026-11-21","activeDays":2,"costUsd":1.5,"sessions":2,"prompts":2},
                          {"user":"bob","lastActiveDay":"2026-11-22","activeDays":1,"costUsd":0.000001,"sessions":1,
                           "prompts":0}]}""".formatted(EMPTY_DAYS.formatted("activeUsers")));
    }

    @Test
    void activeUsers_windowsEndWithTheRange_whereverItBegins() throws Exception {
        partly("/api/active-users?from=2026-11-20&to=2026-11-20", """
                {"days":[{"day":"2026-11-20","activeUsers":1}],"dau":1,"wau":1,"mau":2}""");
        partly("/api/active-users?model=haiku", """
                {"dau":1,"wau":1,"mau":1,"users":[{"user":"bob","sessions":1}]}""");
    }

    @Test
    void topPrompts() throws Exception {
        is("/api/top-prompts", """
                {"prompts":[
                 {"promptId":"p1","traceId":"0af7651916cd43dd8448eb211c80319c","sessionId":"s1","user":"ada","repo":"acme/api",
                  "startedAt":"2026-11-21T09:00:00Z","durationMs":9000,"costUsd":1.2,"totalTokens":520,"apiRequests":2,"apiErrors":0,
                  "toolCalls":2,"toolFailures":1,"rejects":1,"subagents":1,"maxDepth":1,"models":["sonnet","haiku"]},
                 {"promptId":"p2","traceId":null,"sessionId":"s1","user":"ada","repo":"acme/api",
                  "startedAt":"2026-11-21T10:00:00Z","durationMs":9000,"costUsd":0.3,"totalTokens":30,"apiRequests":1,"apiErrors":1,
                  "toolCalls":1,"toolFailures":0,"rejects":0,"subagents":0,"maxDepth":0,"models":["sonnet"]},
                 {"promptId":"p3","traceId":"1af7651916cd43dd8448eb211c80319c","sessionId":"s3","user":"bob","repo":"acme/web",
                  "startedAt":"2026-11-22T08:00:00Z","durationMs":9000,"costUsd":0.000001,"totalTokens":0,"apiRequests":1,"apiErrors":0,
                  "toolCalls":0,"toolFailures":0,"rejects":0,"subagents":0,"maxDepth":0,"models":["haiku"]},
                 {"promptId":"p4","traceId":"1af7651916cd43dd8448eb211c80319c","sessionId":"s3","user":"bob","repo":"acme/web",
                  "startedAt":"2026-11-22T09:00:00Z","durationMs":9000,"costUsd":0,"totalTokens":0,"apiRequests":0,"apiErrors":0,
                  "toolCalls":0,"toolFailures":0,"rejects":0,"subagents":0,"maxDepth":0,"models":[]}]}""");
    }

    @Test
    void topPrompts_limitAndModel() throws Exception {
        partly("/api/top-prompts?limit=1", "{\"prompts\":[{\"promptId\":\"p1\"}]}");
        partly("/api/top-prompts?model=haiku", "{\"prompts\":[{\"promptId\":\"p1\"},{\"promptId\":\"p3\"}]}");
    }

    @Test
    void subagentStats() throws Exception {
        is("/api/subagent-stats", """
                {"repos":[{"repo":"acme/api","prompts":2,"promptsWithSubagents":1,"subagents":1,"maxDepth":1,"avgDepth":1.0,
                           "maxFanout":1,"avgFanout":1.0,"subagentCostUsd":0.2},
                          {"repo":"acme/web","prompts":2,"promptsWithSubagents":0,"subagents":0,"maxDepth":0,"avgDepth":0,
                           "maxFanout":0,"avgFanout":0,"subagentCostUsd":0}],
                 "agents":[{"agentType":"Explore","runs":1,"costUsd":0.2,"totalTokens":120,"avgDurationMs":4001}]}""");
    }

    @Test
    void sessions() throws Exception {
        is("/api/sessions?limit=2", """
                {"sessions":[
                 {"sessionId":"s3","user":"bob","repo":"acme/web","team":"web","source":"claude_code",
                  "startedAt":"2026-11-22T08:00:00Z","endedAt":"2026-11-22T10:00:00Z","prompts":2,"costUsd":0.000001,
                  "totalTokens":0,"toolCalls":0,"apiErrors":0,"linesAdded":0,"linesRemoved":0,"commits":0,
                  "costParts":[0.000001,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},
                 {"sessionId":"s1","user":"ada","repo":"acme/api","team":"platform","source":"claude_code",
                  "startedAt":"2026-11-21T08:00:00Z","endedAt":"2026-11-21T10:00:00Z","prompts":2,"costUsd":1.5,
                  "totalTokens":550,"toolCalls":3,"apiErrors":1,"linesAdded":0,"linesRemoved":0,"commits":0,
                  "costParts":[0,0,0,0,0,0,0,0,0,0,0,0,1.2,0,0,0,0,0,0,0,0,0,0,0.3]}]}""");
    }

    @Test
    void sessions_one() throws Exception {
        partly("/api/sessions/s1", """
                {"sessionId":"s1","costUsd":1.5,"prompts":[{"promptId":"p1","costUsd":1.2},{"promptId":"p2"}]}""");
        assertThat(api.get("/api/sessions/none").statusCode()).isEqualTo(404);
    }

    @Test
    void reporting() throws Exception {
        is("/api/reporting", """
                {"users":[{"user":"ada","metricsLastSeen":"2026-11-21T10:00:00Z","logsLastSeen":"2026-11-21T11:00:00Z",
                           "tracesLastSeen":null,"clientVersion":"2.1.330"},
                          {"user":"bob","metricsLastSeen":null,"logsLastSeen":null,
                           "tracesLastSeen":"2026-11-22T09:00:00Z","clientVersion":null}],
                 "lastIngestAt":"2026-11-22T09:00:00Z"}""");
    }

    @Test
    void rollups_withoutGroups_isTheTotal() throws Exception {
        is("/api/rollups", """
                {"rows":[{"costUsd":1.500001,"inputTokens":110,"outputTokens":51,"cacheReadTokens":300,
                 "cacheCreationTokens":100,"sessions":3,"prompts":2,"apiRequests":4,"apiErrors":1,"toolCalls":5,
                 "toolFailures":1,"accepts":5,"rejects":2,"linesAdded":10,"linesRemoved":2,"commits":1,"pullRequests":1,
                 "activeSeconds":3.75,"blockedMs":700}]}""");
    }

    @Test
    void rollups_ofNothing() throws Exception {
        partly(
                "/api/rollups?from=2020-01-01&to=2020-01-02",
                "{\"rows\":[{\"costUsd\":0,\"sessions\":0,\"activeSeconds\":0}]}");
        is("/api/rollups?from=2020-01-01&to=2020-01-02&groupBy=day", "{\"rows\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            groupBy=day,user            | [{day:'2026-11-20',user:ada,sessions:1,costUsd:0},{day:'2026-11-21',user:ada,sessions:1,costUsd:1.5},{day:'2026-11-22',user:bob,sessions:1,costUsd:0.000001}]
            groupBy=day&groupBy=team    | [{day:'2026-11-20',team:platform},{day:'2026-11-21',team:platform},{day:'2026-11-22',team:web}]
            groupBy=source              | [{source:claude_code,sessions:3}]
            groupBy=repo                | [{repo:'acme/api',sessions:2,costUsd:1.5},{repo:'acme/web',sessions:1}]
            groupBy=model               | [{model:'',sessions:0,commits:1},{model:haiku,sessions:1},{model:sonnet,sessions:2,costUsd:1.5}]
            groupBy=tool                | [{tool:'',sessions:0,costUsd:1.500001},{tool:Bash,sessions:1,toolCalls:5}]
            groupBy=tool,model&model=sonnet | [{tool:'',model:sonnet,sessions:0},{tool:Bash,model:sonnet,sessions:1}]
            groupBy=status              | [{status:error,sessions:null,toolFailures:1},{status:ok,sessions:null},{status:rejected,sessions:null,rejects:2}]
            model=sonnet                | [{sessions:2,costUsd:1.5,commits:0}]
            model=sonnet&model=haiku    | [{sessions:3,costUsd:1.500001}]
            user=bob                    | [{sessions:1,costUsd:0.000001}]
            user=ada&user=bob           | [{sessions:3}]
            user=ada&repo=acme/web      | [{sessions:0,costUsd:0}]
            team=web                    | [{sessions:1}]
            source=agent_sdk            | [{sessions:0}]
            user=                       | [{sessions:3}]
            user=x' OR '1'='1           | [{sessions:0}]
            """)
    void rollups_groupsAndFilters(String query, String rows) throws Exception {
        JSONAssert.assertEquals(
                "{rows:" + rows + "}",
                api.json("/api/rollups?" + query.strip().replace(" ", "%20").replace("'", "%27")),
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/cost-trend?from=someday, from",
        "/api/cost-trend?from=2026-02-30, from",
        "/api/cost-trend?to=20261122, to",
        "/api/cost-trend?from=2026-12-01&to=2026-11-01, from",
        "/api/cost-trend?from=2026-12-01, from",
        "/api/cost-trend?from=2000-01-01, from",
        "/api/cost-series, by",
        "/api/cost-series?by=tool, by",
        "/api/cost-series?by=repo&step=hour, step",
        "/api/cost-series?by=repo&step=month, step",
        "/api/rollups?groupBy=planet, groupBy",
        "/api/rollups?groupBy=day;DROP, groupBy",
        "/api/top-prompts?limit=0, limit",
        "/api/top-prompts?limit=-1, limit",
        "/api/top-prompts?limit=1001, limit",
        "/api/top-prompts?limit=many, limit",
        "/api/sessions?limit=99999999999, limit",
        "/api/spans/tree, promptId",
        "/api/spans/tree?promptId=p1&traceId=1, traceId"
    })
    void badParameter_isNamed(String path, String parameter) throws Exception {
        var answer = api.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JSONAssert.assertEquals("{status:400,parameter:" + parameter + "}", answer.body(), false);
    }

    @Test
    void longRange_isAllowed() {
        assertThat(api.json("/api/cost-trend?from=2017-01-01")).contains("\"2017-01-01\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cost-trend",
                "/api/cache-hit",
                "/api/tool-decisions",
                "/api/active-users",
                "/api/top-prompts",
                "/api/subagent-stats",
                "/api/sessions",
                "/api/reporting",
                "/api/rollups?groupBy=model,repo"
            })
    void otherOrgs_neverLeakIn(String path) {
        // Everything of globex is a 99, an opus, a g1 or a Plan.
        assertThat(api.json(path)).doesNotContain("99", "opus", "g1", "g-p1", "Plan");
        String theirs = api.getAs(Fixtures.GLOBEX_VIEWER, path).body();
        assertThat(theirs).doesNotContain("acme/web", "bob", "sonnet", "Explore", "\"s1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sessions/g1",
                "/api/spans/tree?promptId=g-p1",
                "/api/spans/tree?traceId=2af7651916cd43dd8448eb211c80319c"
            })
    void foreignIds_answerLikeMissingOnes(String path) throws Exception {
        var foreign = api.get(path);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(api.getAs(Fixtures.GLOBEX_VIEWER, path).statusCode()).isEqualTo(200);
        var missing = api.get(path.replace("g1", "zz").replace("g-p1", "zz").replace("2af7", "ffff"));
        JSONAssert.assertEquals(
                missing.body().replaceAll("\"instance\":\"[^\"]*\"", "\"instance\":\"\""),
                foreign.body().replaceAll("\"instance\":\"[^\"]*\"", "\"instance\":\"\""),
                true);
    }

    private void is(String path, String json) throws Exception {
        JSONAssert.assertEquals(json, api.json(path), true);
    }

    private void partly(String path, String json) throws Exception {
        JSONAssert.assertEquals(json, api.json(path), false);
    }
}
