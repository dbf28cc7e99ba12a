package com.metricai.api;

import static com.metricai.api.TestApi.assertProblem;
import static com.metricai.api.TestApi.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;

/** What admins and operators do, over real HTTP, and what the audit log says of it afterwards. */
class AdminTest {
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
        assertProblem(
                post("/api/admin/members", "{\"email\":\"carl@acme.example\",\"role\":\"admin\"}"), 409, "already");
        assertThat(api.getAs(CARL, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(CARL, "/api/admin/members").statusCode()).isEqualTo(403);

        HttpResponse<String> changed =
                change("PATCH", "/api/admin/members/" + CARL, "{\"role\":\"admin\",\"version\":1}");
        JSONAssert.assertEquals(
                "{\"role\":\"admin\",\"version\":2,\"lastSeenAt\":\"2026-11-22T12:00:00Z\"}", changed.body(), false);
        assertProblem(
                change("PATCH", "/api/admin/members/" + CARL, "{\"role\":\"viewer\",\"version\":1}"),
                409,
                "Somebody else changed this meanwhile");
        assertThat(api.getAs(CARL, "/api/admin/members").statusCode()).isEqualTo(200);

        assertThat(change("DELETE", "/api/admin/members/" + CARL, "").statusCode())
                .isEqualTo(204);
        assertThat(api.getAs(CARL, "/api/me").statusCode()).isEqualTo(403);
        assertProblem(change("DELETE", "/api/admin/members/" + CARL, ""), 404, "no such member");
        assertProblem(change("DELETE", "/api/admin/members/" + Fixtures.ADMIN, ""), 409, "last admin");
        assertThat(actions())
                .containsExactly("sign-in", "member.invited", "sign-in", "denied", "member.role", "member.removed");
    }

    @Test
    void tokens_liveAndEnd() throws Exception {
        JsonNode made = parsed(post("/api/admin/tokens", """
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
        assertThat(parsed(change("PATCH", "/api/admin/tokens/" + id, terms.formatted(1)))
                        .get("label")
                        .asString())
                .isEqualTo("desk");
        assertProblem(change("PATCH", "/api/admin/tokens/" + id, terms.formatted(1)), 409, "load it again");

        JsonNode rotated = parsed(post("/api/admin/tokens/" + id + "/rotate", "{\"overlapMinutes\":60}"));
        assertThat(rotated.at("/old/state").asString()).isEqualTo("rotating");
        assertThat(rotated.at("/old/expiresAt").asString()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(rotated.at("/old/replacedBy")).isEqualTo(rotated.at("/token/id"));
        assertThat(rotated.get("secret").asString()).startsWith("mai_").isNotEqualTo(secret);

        String fresh = rotated.at("/token/id").asString();
        assertThat(parsed(post("/api/admin/tokens/" + fresh + "/revoke", ""))
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
        assertProblem(change("PUT", "/api/admin/settings", SETTINGS.formatted(1)), 409, "load it again");
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
    void operators_seeHowOrgsAre_andMakeThem() throws Exception {
        HttpResponse<String> made = api.change(
                Fixtures.OPS,
                "POST",
                "/api/ops/orgs",
                "{\"id\":\"hooli\",\"name\":\"Hooli\",\"adminEmail\":\"bill@hooli.example\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JSONAssert.assertEquals("""
                {"id":"hooli","name":"Hooli","createdAt":"2026-11-22T12:00:00Z","members":1,"tokens":0,
                 "lastIngestAt":null,"requests":0,"bytes":0,"limited":0,"refused":0,"deadLettered":0}""", made.body(), true);
        assertThat(api.getAs("bill@hooli.example", "/api/admin/members").body())
                .contains("\"invitedBy\":\"ops@acme.example\"");
        String list = api.getAs(Fixtures.OPS, "/api/ops/orgs").body();
        JSONAssert.assertEquals("""
                {"orgs":[{"id":"acme","members":4,"lastIngestAt":"2026-11-22T09:00:00Z"},
                         {"id":"globex","members":3},{"id":"hooli"},{"id":"initech"},{"id":"umbrella"}]}""", list, false);
        assertThat(list).doesNotContain("@", "sonnet", "opus");
        assertProblem(
                api.change(
                        Fixtures.OPS,
                        "POST",
                        "/api/ops/orgs",
                        "{\"id\":\"acme\",\"name\":\"X\",\"adminEmail\":\"a@b.example\"}"),
                409,
                "another id");
    }

    private HttpResponse<String> post(String path, String body) {
        return change("POST", path, body);
    }

    private HttpResponse<String> change(String method, String path, String body) {
        return api.change(Fixtures.ADMIN, method, path, body);
    }

    /** Of acme, the oldest first. */
    private List<String> actions() {
        JsonNode entries = parsed(api.get("/api/admin/audit?limit=1000")).get("entries");
        return IntStream.range(0, entries.size())
                .mapToObj(i -> entries.get(entries.size() - 1 - i).get("action").asString())
                .toList();
    }
}
