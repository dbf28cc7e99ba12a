package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

/** What surrounds the answers: pages, headers, refusals, the description, health. */
class PagesTest {
    private final TestApi api = TestApi.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/prompts",
                "/prompts/p1?from=2026-11-01",
                "/api-docs.html",
                "/people/a.b%40c.example",
                "/models/x-4.8",
                "/repos/acme%2Fapi"
            })
    void pages_needNoToken_andAreHeldTogether(String path) {
        HttpResponse<String> page = api.send(api.request(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void hashedAssets_areKeptForAYear() {
        HttpResponse<String> file = api.send(api.request("/assets/test-1a2b3c.js"));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/favicon-of-nobody.ico", "/actuator/env", "/v1/traces"})
    void missingFiles_areNotThePage(String path) {
        HttpResponse<String> answer = api.send(api.request(path));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/..%2F..%2Fdashboard-api.yml", "/..%2Fdashboard-api.yml", "/x%2F..%2F..%2Fschema"})
    void encodedSlashes_leadNowhere(String path) {
        assertThat(api.send(api.request(path)).statusCode()).isIn(400, 404);
    }

    @Test
    void encodedSlashes_leadAroundNoCheck() {
        for (String path : new String[] {"/api%2Fme", "/api%2Frollups", "/x%2F..%2Fapi/me"}) {
            HttpResponse<String> answer = api.send(api.request(path));
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("application/json");
            assertThat(answer.body()).doesNotContain("rows", "@acme");
        }
        assertThat(api.send(api.request("/api/admin%2Fmembers")).statusCode()).isEqualTo(401);
        assertThat(api.getAs(Fixtures.VIEWER, "/api/admin%2Fmembers").statusCode())
                .isEqualTo(404);
    }

    @Test
    void unknownEndpoint_isAProblem_forThoseWhoMayAsk() throws Exception {
        assertThat(api.send(api.request("/api/nothing")).statusCode()).isEqualTo(401);
        HttpResponse<String> answer = api.get("/api/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        JSONAssert.assertEquals("{status:404,detail:'There is nothing at this address.'}", answer.body(), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/rollups",
                "/api/cost-trend",
                "/api/cache-hit",
                "/api/tool-decisions",
                "/api/active-users",
                "/api/top-prompts",
                "/api/subagent-stats",
                "/api/sessions",
                "/api/sessions/s1",
                "/api/reporting",
                "/api/spans/tree?promptId=p1",
                "/api/openapi.json",
                "/%61pi/me",
                "/api"
            })
    void everything_needsAToken(String path) throws Exception {
        HttpResponse<String> answer = api.send(api.request(path));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JSONAssert.assertEquals("{status:401,title:Unauthorized}", answer.body(), false);
        assertThat(answer.body()).contains("\"loginUrl\":\"http://127.0.0.1:").contains("/cdn-cgi/access/login\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/me", "/api;x/me", "/x/../api/me", "/api/%2e%2e/api/me"})
    void crookedPaths_areNoWayIn(String path) {
        assertThat(api.send(api.request(path)).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void answers_areNeverKept() {
        assertThat(api.get("/api/me").headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void answers_areCompressed() {
        HttpRequest.Builder request = api.request("/api/cost-trend?from=2026-01-01")
                .header("Cf-Access-Jwt-Assertion", api.tokenOf(Fixtures.ADMIN))
                .header("Accept-Encoding", "gzip");
        assertThat(api.send(request).headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void otherMethods_areRefused() {
        assertThat(api.change(Fixtures.ADMIN, "POST", "/api/me", "").statusCode())
                .isEqualTo(405);
        assertThat(api.change(Fixtures.ADMIN, "PUT", "/api/cost-trend", "{}").statusCode())
                .isEqualTo(405);
    }

    @Test
    void orgHeader_choosesAmongOnesOwn() {
        assertThat(api.getAs(Fixtures.BOTH, "/api/cost-trend").body()).contains("sonnet");
        assertThat(api.getAs(Fixtures.BOTH, "/api/cost-trend", "X-Org", "globex")
                        .body())
                .contains("opus")
                .doesNotContain("sonnet");
        HttpResponse<String> foreign = api.getAs(Fixtures.ADMIN, "/api/cost-trend", "X-Org", "globex");
        HttpResponse<String> missing = api.getAs(Fixtures.ADMIN, "/api/cost-trend", "X-Org", "nowhere");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).isEqualTo(missing.body());
    }

    @Test
    void ops_seeNoContent() {
        assertThat(api.getAs(Fixtures.OPS, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(Fixtures.OPS, "/api/cost-trend").statusCode()).isEqualTo(403);
        assertThat(api.getAs(Fixtures.OPS, "/api/spans/tree?promptId=p1").statusCode())
                .isEqualTo(403);
    }

    @Test
    void stranger_isForbidden() {
        assertThat(api.getAs(Fixtures.STRANGER, "/api/me").statusCode()).isEqualTo(403);
        assertThat(api.getAs(Fixtures.STRANGER, "/api/me").body()).contains("/cdn-cgi/access/login\"");
    }

    @Test
    void health_needsNoToken() throws Exception {
        JSONAssert.assertEquals(
                "{status:UP}",
                api.send(api.request("/actuator/health/readiness")).body(),
                false);
        assertThat(api.send(api.request("/actuator/health/liveness")).statusCode())
                .isEqualTo(200);
        assertThat(api.send(api.request("/actuator/prometheus")).body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void description_namesEveryEndpointAndParameter() {
        String json = api.json("/api/openapi.json");
        assertThat(json)
                .contains("/api/me", "/api/rollups", "/api/cost-trend", "/api/cache-hit", "/api/tool-decisions")
                .contains("/api/active-users", "/api/top-prompts", "/api/subagent-stats", "/api/spans/tree")
                .contains("/api/sessions/{id}", "/api/reporting")
                .contains("\"from\"", "\"groupBy\"", "\"limit\"", "X-Org", "monthEndForecastUsd")
                .doesNotContain("PanelRequest", "\"Viewer\"");
    }
}
