package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What admins and operators do, over real HTTP, and what the audit log says of it afterwards. */
class AdminTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CARL = "carl@acme.example";
    private static final String SETTINGS = """
            {"name":"Acme","domains":[{"domain":"acme.example","role":"viewer"}],"pseudonymous":false,"teamFloor":3,
             "requestsPerSecond":null,"bytesPerSecond":1000,"version":%d}""";

    private final TestClock clock = new TestClock();

    @TempDir
    Path dir;

    private TestApi api;

    @BeforeEach
    void start() {
        api = TestApi.start(dir, clock);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void members_comeChangeAndGo() throws Exception {
        HttpResponse<String> invited =
                post("/api/admin/members", "{\"email\":\"Carl@acme.example\",\"role\":\"viewer\"}");
        assertThat(invited.statusCode()).isEqualTo(201);
        JSONAssert.assertEquals("""
                {"email":"carl@acme.example","role":"viewer","invitedBy":"admin@acme.example",
                 "createdAt":"2026-11-22T12:00:00Z","lastSeenAt":null,"version":1}""", invited.body(), true);
        problem(post("/api/admin/members", "{\"email\":\"carl@acme.example\",\"role\":\"admin\"}"), 409, "already");
        assertThat(api.getAs(CARL, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(CARL, "/api/admin/members").statusCode()).isEqualTo(403);

        HttpResponse<String> changed =
                change("PATCH", "/api/admin/members/" + CARL, "{\"role\":\"admin\",\"version\":1}");
        JSONAssert.assertEquals(
                "{\"role\":\"admin\",\"version\":2,\"lastSeenAt\":\"2026-11-22T12:00:00Z\"}", changed.body(), false);
        problem(
                change("PATCH", "/api/admin/members/" + CARL, "{\"role\":\"viewer\",\"version\":1}"),
                409,
                "Somebody else changed this meanwhile");
        assertThat(api.getAs(CARL, "/api/admin/members").statusCode()).isEqualTo(200);

        assertThat(change("DELETE", "/api/admin/members/" + CARL, "").statusCode())
                .isEqualTo(204);
        assertThat(api.getAs(CARL, "/api/me").statusCode()).isEqualTo(403);
        problem(change("DELETE", "/api/admin/members/" + CARL, ""), 404, "no such member");
        problem(change("DELETE", "/api/admin/members/" + Fixtures.ADMIN, ""), 409, "last admin");
        assertThat(actions())
                .containsExactly("sign-in", "member.invited", "sign-in", "denied", "member.role", "member.removed");
    }

    @Test
    void tokens_liveAndEnd() throws Exception {
        JsonNode made = json(post("/api/admin/tokens", """
                {"label":"laptop","expiresAt":"2026-12-22T13:00:00+01:00","team":"web","requestsPerSecond":5}"""));
        String id = made.at("/token/id").asString();
        String secret = made.get("secret").asString();
        assertThat(secret)
                .matches("mai_[0-9A-Za-z]{38}")
                .endsWith(made.at("/token/lastFour").asString());
        api.write("INSERT INTO token_usage VALUES ('acme', '" + id + "', " + clock.millis() + ", 3, 400, 1, 2, "
                + clock.millis() + ")");
        JSONAssert.assertEquals("""
                {"tokens":[{"label":"laptop","state":"active","team":"web","repo":"","createdBy":"admin@acme.example",
                  "expiresAt":"2026-12-22T12:00:00Z","revokedAt":null,"replacedBy":null,
                  "lastUsedAt":"2026-11-22T12:00:00Z","requests":3,"bytes":400,"limited":1,"refused":2,
                  "requestsPerSecond":5,"bytesPerSecond":null,"version":1}]}""", api.json("/api/admin/tokens"), false);
        assertThat(api.json("/api/admin/tokens")).doesNotContain(secret, "sha256");

        String terms = """
                {"label":"desk","expiresAt":null,"team":"","repo":"acme/api","requestsPerSecond":null,
                 "bytesPerSecond":null,"version":%d}""";
        assertThat(json(change("PATCH", "/api/admin/tokens/" + id, terms.formatted(1)))
                        .get("label")
                        .asString())
                .isEqualTo("desk");
        problem(change("PATCH", "/api/admin/tokens/" + id, terms.formatted(1)), 409, "load it again");

        JsonNode rotated = json(post("/api/admin/tokens/" + id + "/rotate", "{\"overlapMinutes\":60}"));
        assertThat(rotated.at("/old/state").asString()).isEqualTo("rotating");
        assertThat(rotated.at("/old/expiresAt").asString()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(rotated.at("/old/replacedBy")).isEqualTo(rotated.at("/token/id"));
        assertThat(rotated.get("secret").asString()).startsWith("mai_").isNotEqualTo(secret);

        String fresh = rotated.at("/token/id").asString();
        assertThat(json(post("/api/admin/tokens/" + fresh + "/revoke", ""))
                        .get("state")
                        .asString())
                .isEqualTo("revoked");
        assertThat(post("/api/admin/tokens/" + fresh + "/revoke", "").statusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertThat(api.json("/api/admin/tokens")).contains("\"state\":\"expired\"", "\"state\":\"revoked\"");
        assertThat(actions())
                .containsExactly(
                        "sign-in", "token.created", "token.changed", "token.rotated", "token.revoked", "sign-in");
        assertThat(api.json("/api/admin/audit?limit=1000")).doesNotContain(secret);
    }

    @Test
    void settings_areReplaced_andTheDomainTakesPeopleIn() throws Exception {
        assertThat(api.getAs(CARL, "/api/me").statusCode()).isEqualTo(403);
        JSONAssert.assertEquals(
                SETTINGS.formatted(2),
                change("PUT", "/api/admin/settings", SETTINGS.formatted(1)).body(),
                true);
        problem(change("PUT", "/api/admin/settings", SETTINGS.formatted(1)), 409, "load it again");
        assertThat(api.getAs(CARL, "/api/me").statusCode())
                .as("the same token as before")
                .isEqualTo(200);
        assertThat(api.getAs("carl@evil-acme.example", "/api/me").statusCode()).isEqualTo(403);
        assertThat(change("DELETE", "/api/admin/members/" + CARL, "").statusCode())
                .isEqualTo(204);
        assertThat(api.getAs(CARL, "/api/me").statusCode()).as("was removed").isEqualTo(403);
        assertThat(actions())
                .containsExactly("sign-in", "settings.changed", "member.joined", "sign-in", "member.removed");
        assertThat(api.json("/api/admin/audit?action=settings.changed"))
                .contains("domains: none → acme.example=viewer; teamFloor: 0 → 3; bytesPerSecond: none → 1000");
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
            HttpResponse<String> answer = change(each.get(0), each.get(1), each.get(2));
            assertThat(answer.statusCode()).as(each + " " + answer.body()).isEqualTo(400);
            assertThat(json(answer).get("parameter").asString())
                    .as(answer.body())
                    .isEqualTo(each.get(3));
            assertThat(json(answer).get("detail").asString()).isNotBlank().doesNotContain("com.metricai", "Exception");
        }
        problem(api.get("/api/admin/audit?outcome=maybe"), 400, "outcome is done or denied");
        problem(api.get("/api/admin/audit?action=x"), 400, "sign-in");
        problem(api.get("/api/admin/audit?from=yesterday"), 400, "YYYY-MM-DD");
        problem(api.get("/api/admin/audit?before=x"), 400, "next");
        assertThat(actions()).as("nothing half done").containsExactly("sign-in");
    }

    @Test
    void forgedRequests_changeNothing() throws Exception {
        String body = "{\"label\":\"x\"}";
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
        assertThat(api.json("/api/admin/tokens")).isEqualTo("{\"tokens\":[]}");
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
        problem(post("/api/admin/tokens", " ".repeat(65 * 1024) + body), 413, "64 KiB");
        assertThat(api.json("/api/admin/audit?outcome=denied")).contains("X-Requested-With", "64 KiB");
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
    void audit_saysFromWhere_andOnceEvenIfAskedOften() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.getAs(
                    Fixtures.VIEWER,
                    "/api/me",
                    "X-Forwarded-For",
                    "10.0.0.1, 203.0.113.9",
                    "User-Agent",
                    "=cmd|' /C calc'!A0");
        }
        JSONAssert.assertEquals("""
                {"entries":[{"at":"2026-11-22T12:00:00Z","actor":"viewer@acme.example","action":"sign-in",
                  "subject":"viewer@acme.example","outcome":"done","detail":"","ip":"203.0.113.9",
                  "userAgent":"=cmd|' /C calc'!A0"}],"next":null}""", api.json("/api/admin/audit?actor=VIEWER"), false);
        HttpResponse<String> csv = api.get("/api/admin/audit.csv?actor=viewer");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"audit.csv\"");
        assertThat(csv.body())
                .isEqualTo("at,actor,action,subject,outcome,detail,ip,userAgent\r\n"
                        + "\"2026-11-22T12:00:00Z\",\"viewer@acme.example\",\"sign-in\",\"viewer@acme.example\","
                        + "\"done\",\"\",\"203.0.113.9\",\"'=cmd|' /C calc'!A0\"\r\n");
        assertThat(api.json("/api/admin/audit?limit=1")).contains("\"action\":\"export\"", "audit.csv");
    }

    @Test
    void audit_isPaged_andExportedWhole() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(api.change(Fixtures.VIEWER, "POST", "/api/audit/export", "{\"what\":\"panel " + i + " csv\"}")
                            .statusCode())
                    .isEqualTo(204);
        }
        int seen = 0;
        String next = "";
        do {
            JsonNode page = JSON.readTree(api.json("/api/admin/audit?action=export&limit=7&before=" + next));
            seen += page.get("entries").size();
            next = page.get("next").asString("");
        } while (!next.isEmpty());
        assertThat(seen).isEqualTo(30);
        assertThat(api.get("/api/admin/audit.csv?action=export").body().lines()).hasSize(1 + 30 + 1);
        assertThat(api.json("/api/admin/audit?to=2026-11-21")).isEqualTo("{\"entries\":[],\"next\":null}");
        assertThat(api.json("/api/admin/audit?from=2026-11-22&to=2026-11-22")).contains("panel 29 csv");
    }

    @Test
    void denials_areWrittenDown_withinABound() {
        for (int i = 0; i < 70; i++) {
            api.send(api.request("/api/me"));
        }
        assertThat(api.getAs(Fixtures.VIEWER, "/api/admin/tokens").statusCode()).isEqualTo(403);
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE org_id = '' AND outcome = 'denied'"))
                .isEqualTo(60);
        assertThat(api.json("/api/admin/audit?outcome=denied"))
                .as("one who is known is not drowned by those who are not")
                .contains("GET /api/admin/tokens", "403: This needs the role admin", Fixtures.VIEWER);
        clock.advance(Duration.ofMinutes(1));
        api.send(api.request("/api/me"));
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE detail LIKE '%(10 more were turned away%'"))
                .isEqualTo(1);
    }

    @Test
    void lastSeen_isWrittenOnceAMinute() {
        api.getAs(Fixtures.VIEWER, "/api/me");
        String seen = "SELECT last_seen_at FROM members WHERE email = 'viewer@acme.example'";
        assertThat(api.number(seen)).isEqualTo(clock.millis());
        api.write("UPDATE members SET last_seen_at = 1 WHERE email = 'viewer@acme.example'");
        clock.advance(Duration.ofSeconds(59));
        IntStream.range(0, 5).forEach(i -> api.getAs(Fixtures.VIEWER, "/api/me"));
        assertThat(api.number(seen))
                .as("no write within the minute of the same token")
                .isNotEqualTo(clock.millis());
        clock.advance(Duration.ofSeconds(1));
        api.getAs(Fixtures.VIEWER, "/api/me");
        assertThat(api.number(seen)).isEqualTo(clock.millis());
    }

    @Test
    void operators_seeHowOrgsAre_andMakeThem() throws Exception {
        HttpResponse<String> made = api.change(
                Fixtures.OPS,
                "POST",
                "/api/ops/orgs",
                "{\"id\":\"initech\",\"name\":\"Initech\",\"adminEmail\":\"bill@initech.example\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JSONAssert.assertEquals("""
                {"id":"initech","name":"Initech","createdAt":"2026-11-22T12:00:00Z","members":1,"tokens":0,
                 "lastIngestAt":null,"requests":0,"bytes":0,"limited":0,"refused":0,"deadLettered":null}""", made.body(), true);
        assertThat(api.getAs("bill@initech.example", "/api/admin/members").body())
                .contains("\"invitedBy\":\"ops@acme.example\"");
        String list = api.getAs(Fixtures.OPS, "/api/ops/orgs").body();
        JSONAssert.assertEquals("""
                {"orgs":[{"id":"acme","members":4,"lastIngestAt":"2026-11-22T09:00:00Z"},
                         {"id":"globex","members":3},{"id":"initech"}]}""", list, false);
        assertThat(list).doesNotContain("@", "sonnet", "opus");
        problem(
                api.change(
                        Fixtures.OPS,
                        "POST",
                        "/api/ops/orgs",
                        "{\"id\":\"acme\",\"name\":\"X\",\"adminEmail\":\"a@b.example\"}"),
                409,
                "another id");
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

    @Test
    void storeThatCannotBeRead_isATroubleAndNoPage() throws Exception {
        assertThat(api.get("/api/me").statusCode()).isEqualTo(200);
        api.write("ALTER TABLE members RENAME TO elsewhere");
        HttpResponse<String> answer = api.get("/api/me");
        problem(answer, 503, "try again");
        assertThat(header(answer, "Retry-After")).isEqualTo("2");
        assertThat(answer.body()).doesNotContain("members", "SQL", "timestamp");
        api.write("ALTER TABLE elsewhere RENAME TO members");
        assertThat(api.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void storeThatCannotBeWritten_keepsNobodyFromReading() {
        api.write("ALTER TABLE sign_ins RENAME TO elsewhere");
        assertThat(api.getAs(Fixtures.VIEWER, "/api/cost-trend").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String body) {
        return change("POST", path, body);
    }

    private HttpResponse<String> change(String method, String path, String body) {
        return api.change(Fixtures.ADMIN, method, path, body);
    }

    /** Of acme, the oldest first. */
    private List<String> actions() {
        JsonNode entries =
                JSON.readTree(api.json("/api/admin/audit?limit=1000")).get("entries");
        return IntStream.range(0, entries.size())
                .mapToObj(i -> entries.get(entries.size() - 1 - i).get("action").asString())
                .toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static void problem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(json(answer).get("detail").asString()).contains(detail);
    }
}
