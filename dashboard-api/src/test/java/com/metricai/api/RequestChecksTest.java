package com.metricai.api;

import static com.metricai.api.TestApi.assertProblem;
import static com.metricai.api.TestApi.header;
import static com.metricai.api.TestApi.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is refused of a request before anything is done: bad bodies, forgeries; and the headers of all answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class RequestChecksTest {
    private static final String SETTINGS = """
            {"name":"Acme","domains":[{"domain":"acme.example","role":"viewer"}],"pseudonymous":false,"teamFloor":3,
             "requestsPerSecond":null,"bytesPerSecond":1000,"version":%d}""";

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeAll
    void start() {
        api = TestApi.start(dir, new TestClock());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void badBodies_sayWhichFieldAndWhatToDo() throws Exception {
        List<List<String>> bad = List.of(
                List.of("POST", "/api/admin/members", "{\"role\":\"viewer\"}", "email"),
                List.of("POST", "/api/admin/members", "{\"email\":\"carl\",\"role\":\"viewer\"}", "email"),
                List.of("POST", "/api/admin/members", "{\"email\":\"a@b.example\",\"role\":\"boss\"}", "role"),
                List.of("POST", "/api/admin/members", "{\"email\":\"a@b.example\",\"role\":\"ops\"}", "role"),
                List.of("POST", "/api/admin/members", "{\"email\":7,\"role\":\"viewer\"}", "email"),
                List.of("POST", "/api/admin/members", "{\"email\":\"a@b.example\",\"rolle\":\"viewer\"}", "rolle"),
                List.of("POST", "/api/admin/members", "[]", "body"),
                List.of("POST", "/api/admin/members", "{", "body"),
                List.of("POST", "/api/admin/members", "", "body"),
                List.of("POST", "/api/admin/members", "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}", "body"),
                List.of("PATCH", "/api/admin/members/" + Fixtures.VIEWER, "{\"role\":\"admin\"}", "version"),
                List.of("POST", "/api/admin/tokens", "{\"label\":\"" + "x".repeat(10_000) + "\"}", "label"),
                List.of("POST", "/api/admin/tokens", "{\"label\":\"<script>alert(1)</script>\"}", "label"),
                List.of("POST", "/api/admin/tokens", "{\"label\":\"x\",\"expiresAt\":\"tomorrow\"}", "expiresAt"),
                List.of("POST", "/api/admin/tokens", "{\"label\":\"x\",\"expiresAt\":1800000000}", "expiresAt"),
                List.of(
                        "POST",
                        "/api/admin/tokens",
                        "{\"label\":\"x\",\"expiresAt\":\"2026-11-22T12:00:00Z\"}",
                        "expiresAt"),
                List.of(
                        "POST",
                        "/api/admin/tokens",
                        "{\"label\":\"x\",\"requestsPerSecond\":1.5}",
                        "requestsPerSecond"),
                List.of(
                        "POST",
                        "/api/admin/tokens",
                        "{\"label\":\"x\",\"requestsPerSecond\":\"5\"}",
                        "requestsPerSecond"),
                List.of("POST", "/api/admin/tokens", "{\"label\":\"x\",\"requestsPerSecond\":-1}", "requestsPerSecond"),
                List.of("PATCH", "/api/admin/tokens/x", "{\"label\":\"x\",\"version\":1}", "expiresAt"),
                List.of("POST", "/api/admin/tokens/x/rotate", "{}", "overlapMinutes"),
                List.of("POST", "/api/admin/tokens/x/rotate", "{\"overlapMinutes\":43201}", "overlapMinutes"),
                List.of("PUT", "/api/admin/settings", "{\"name\":\"A\"}", "requestsPerSecond"),
                List.of("PUT", "/api/admin/settings", SETTINGS.formatted(1).replace("acme.example", "@x"), "domains"),
                List.of("PUT", "/api/admin/settings", SETTINGS.formatted(1).replace("viewer", "ops"), "domains"),
                List.of("POST", "/api/audit/export", "{\"what\":\"\"}", "what"));
        for (List<String> each : bad) {
            HttpResponse<String> answer = api.change(Fixtures.ADMIN, each.get(0), each.get(1), each.get(2));
            assertThat(answer.statusCode()).as(each + " " + answer.body()).isEqualTo(400);
            assertThat(parsed(answer).get("parameter").asString())
                    .as(answer.body())
                    .isEqualTo(each.get(3));
            assertThat(parsed(answer).get("detail").asString())
                    .isNotBlank()
                    .doesNotContain("com.metricai", "Exception");
        }
        assertProblem(api.get("/api/admin/audit?outcome=maybe"), 400, "outcome is done or denied");
        assertProblem(api.get("/api/admin/audit?action=x"), 400, "sign-in");
        assertProblem(api.get("/api/admin/audit?from=yesterday"), 400, "YYYY-MM-DD");
        assertProblem(api.get("/api/admin/audit?before=x"), 400, "next");
        assertThat(api.json("/api/admin/audit?outcome=done&actor=admin@acme"))
                .as("nothing half done")
                .doesNotContain("member.", "token.", "settings.", "export");
    }

    @Test
    void forgedRequests_changeNothing() throws Exception {
        String body = "{\"label\":\"x\"}";
        String before = api.json("/api/admin/tokens");
        String[][] forgeries = {
            {"X-Requested-With", "XMLHttpRequest"},
            {"X-Requested-With", "metric-ai", "Origin", "https://evil.example"},
            {"X-Requested-With", "metric-ai", "Origin", "null"},
            {"X-Requested-With", "metric-ai", "Origin", "http://127.0.0.1:1"},
            {"X-Requested-With", "metric-ai", "Origin", api.base() + ".evil.example"},
            {"X-Requested-With", "metric-ai", "Sec-Fetch-Site", "cross-site"},
            {"X-Requested-With", "metric-ai", "Sec-Fetch-Site", "same-site"},
            {"X-Requested-With", "metric-ai", "Origin", api.base(), "X-Forwarded-Proto", "https"},
            {"Content-Type", "text/plain"}
        };
        for (String[] headers : forgeries) {
            HttpResponse<String> answer = api.send(api.request("/api/admin/tokens")
                    .header("Cookie", "CF_Authorization=" + api.tokenOf(Fixtures.ADMIN))
                    .headers(headers)
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(String.join(" ", headers)).isEqualTo(403);
        }
        assertThat(api.json("/api/admin/tokens")).isEqualTo(before);
        String[][] own = {
            {"Origin", api.base(), "Sec-Fetch-Site", "same-origin"},
            {"Origin", "https://dash.example", "X-Forwarded-Host", "dash.example", "X-Forwarded-Proto", "https"},
            {"Origin", "https://dash.example", "X-Forwarded-Host", "dash.example:443"}
        };
        for (String[] headers : own) {
            assertThat(api.change(Fixtures.ADMIN, "POST", "/api/admin/tokens", body, headers)
                            .statusCode())
                    .as(String.join(" ", headers))
                    .isEqualTo(201);
        }
        assertProblem(
                api.change(Fixtures.ADMIN, "POST", "/api/admin/tokens", " ".repeat(65 * 1024) + body), 413, "64 KiB");
        assertThat(api.json("/api/admin/audit?outcome=denied")).contains("X-Requested-With", "64 KiB");
    }

    @Test
    void whatIsReadAndWrittenDown_isRefusedToOtherSites() {
        for (String path : List.of(
                "/api/admin/audit.csv",
                "/api/admin/people",
                "/api/admin/people/export?user=ada",
                "/api/ops/audit.csv")) {
            String who = path.contains("ops") ? Fixtures.OPS : Fixtures.ADMIN;
            for (String site : List.of("cross-site", "same-site")) {
                assertThat(api.getAs(who, path, "Sec-Fetch-Site", site).statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(api.getAs(who, path, "Sec-Fetch-Site", "same-origin").statusCode())
                    .as(path)
                    .isIn(200, 503);
        }
        assertThat(api.getAs(Fixtures.ADMIN, "/api/me", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void noOtherSite_isEverAllowedToAsk() {
        for (String method : List.of("OPTIONS", "GET")) {
            HttpResponse<String> answer = api.send(api.request("/api/me")
                    .headers(
                            "Cf-Access-Jwt-Assertion", api.tokenOf(Fixtures.ADMIN),
                            "Origin", "https://evil.example",
                            "Access-Control-Request-Method", "POST",
                            "Access-Control-Request-Headers", "x-requested-with")
                    .method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.headers().map().keySet())
                    .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void headers_holdPagesAndAnswersTogether() {
        for (String path : List.of("/", "/api/me", "/api/nothing", "/actuator/health/liveness")) {
            HttpResponse<String> plain = api.getAs(Fixtures.ADMIN, path);
            assertThat(header(plain, "X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(plain, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(plain, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(header(plain, "Permissions-Policy")).contains("camera=()");
            assertThat(header(plain, "Content-Security-Policy"))
                    .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                    .doesNotContain("http:", "https:", "*", "unsafe-eval");
            assertThat(header(plain, "Strict-Transport-Security"))
                    .as("no TLS, no promise")
                    .isEmpty();
            assertThat(header(
                            api.getAs(Fixtures.ADMIN, path, "X-Forwarded-Proto", "https"), "Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000");
        }
    }
}
