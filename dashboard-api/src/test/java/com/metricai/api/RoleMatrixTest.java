package com.metricai.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every endpoint of the generated description, asked by everybody. The table is written down once more here, by hand: an
 * endpoint that it does not name fails the test, and so does a rule that was loosened by mistake.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixTest {
    private static final Set<String> MEMBERS = Set.of("viewer", "admin", "ops");
    private static final Set<String> READERS = Set.of("viewer", "admin");
    private static final Set<String> ADMINS = Set.of("admin");
    private static final Set<String> OPERATORS = Set.of("ops");

    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            entry("GET /api/me", MEMBERS),
            entry("GET /api/openapi.json", READERS),
            entry("GET /api/rollups", READERS),
            entry("GET /api/cost-trend", READERS),
            entry("GET /api/cost-series", READERS),
            entry("GET /api/cache-hit", READERS),
            entry("GET /api/tool-decisions", READERS),
            entry("GET /api/active-users", READERS),
            entry("GET /api/top-prompts", READERS),
            entry("GET /api/subagent-stats", READERS),
            entry("GET /api/sessions", READERS),
            entry("GET /api/sessions/{id}", READERS),
            entry("GET /api/reporting", READERS),
            entry("GET /api/spans/tree", READERS),
            entry("POST /api/audit/export", MEMBERS),
            entry("GET /api/admin/members", ADMINS),
            entry("POST /api/admin/members", ADMINS),
            entry("PATCH /api/admin/members/{email}", ADMINS),
            entry("DELETE /api/admin/members/{email}", ADMINS),
            entry("GET /api/admin/settings", ADMINS),
            entry("PUT /api/admin/settings", ADMINS),
            entry("GET /api/admin/tokens", ADMINS),
            entry("POST /api/admin/tokens", ADMINS),
            entry("PATCH /api/admin/tokens/{id}", ADMINS),
            entry("POST /api/admin/tokens/{id}/rotate", ADMINS),
            entry("POST /api/admin/tokens/{id}/revoke", ADMINS),
            entry("GET /api/admin/audit", ADMINS),
            entry("GET /api/admin/audit.csv", ADMINS),
            entry("GET /api/admin/people", ADMINS),
            entry("GET /api/admin/people/export", ADMINS),
            entry("POST /api/admin/people/erase", ADMINS),
            entry("GET /api/admin/erasures", ADMINS),
            entry("GET /api/ops/orgs", OPERATORS),
            entry("POST /api/ops/orgs", OPERATORS),
            entry("GET /api/ops/audit", OPERATORS),
            entry("GET /api/ops/audit.csv", OPERATORS),
            entry("GET /api/ops/dlq", OPERATORS),
            entry("GET /api/ops/dlq/{id}", OPERATORS),
            entry("POST /api/ops/dlq/{id}/replay", OPERATORS),
            entry("POST /api/ops/dlq/{id}/discard", OPERATORS),
            entry("POST /api/ops/dlq/replay", OPERATORS),
            entry("POST /api/ops/dlq/discard", OPERATORS));

    private static final Map<String, String> CALLERS =
            Map.of("viewer", Fixtures.VIEWER, "admin", Fixtures.ADMIN, "ops", Fixtures.OPS);

    /** What only globex has: a model, its trace, its name. */
    private static final List<String> GLOBEX = List.of("opus", Fixtures.GLOBEX_TRACE, "Globex", "globex");

    /** What only acme has. */
    private static final List<String> ACME = List.of("sonnet", "haiku", Fixtures.TRACE, "Acme", "@acme");

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeAll
    void start() {
        api = TestApi.start(dir, Fixtures.NOON);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void everyEndpoint_isInTheTable() {
        assertThat(operations()).isNotEmpty().isSubsetOf(EXPECTED.keySet());
    }

    @Test
    void nobody_isAskedToSignIn() {
        for (String operation : operations()) {
            HttpRequest.Builder request = api.request(path(operation, "x")).method(method(operation), none());
            assertThat(api.send(request).statusCode()).as(operation).isEqualTo(401);
        }
    }

    @Test
    void strangers_areForbidden() {
        for (String operation : operations()) {
            assertThat(ask(Fixtures.STRANGER, operation, "x").statusCode())
                    .as(operation)
                    .isEqualTo(403);
        }
    }

    @Test
    void members_areAnswered_asTheirRoleSays() {
        for (String operation : operations()) {
            CALLERS.forEach((role, email) -> {
                HttpResponse<String> answer = ask(email, operation, "no-such-id");
                String what = role + " " + operation + ": " + answer.body();
                if (EXPECTED.getOrDefault(operation, Set.of()).contains(role)) {
                    assertThat(answer.statusCode()).as(what).isNotIn(401, 403).isLessThan(500);
                } else {
                    assertThat(answer.statusCode()).as(what).isEqualTo(403);
                    assertThat(answer.body()).contains("\"detail\"").doesNotContain("sonnet", "@acme");
                }
            });
        }
    }

    @Test
    void otherOrgs_areNeverSeen() {
        for (String operation : operations()) {
            if (!method(operation).equals("GET") || operation.contains("/api/ops/")) {
                continue;
            }
            boolean isTree = operation.endsWith("/api/spans/tree");
            assertThat(ask(Fixtures.ADMIN, operation, isTree ? Fixtures.GLOBEX_TRACE : "s1")
                            .body())
                    .as(operation)
                    .doesNotContain(GLOBEX);
            HttpResponse<String> theirs = ask(Fixtures.GLOBEX_ADMIN, operation, isTree ? Fixtures.TRACE : "s1");
            // The member of both orgs has an address of acme.
            assertThat(theirs.body().replace(Fixtures.BOTH, "")).as(operation).doesNotContain(ACME);
            assertThat(theirs.statusCode()).as(operation).isNotIn(401, 403).isLessThan(500);
        }
    }

    @Test
    void anotherOrgsHeader_isForbidden_whetherOrNotItExists() {
        for (String operation : operations()) {
            HttpResponse<String> foreign = api.change(
                    Fixtures.ADMIN, method(operation), path(operation, "x"), body(operation), "X-Org", "globex");
            HttpResponse<String> missing = api.change(
                    Fixtures.ADMIN, method(operation), path(operation, "x"), body(operation), "X-Org", "nowhere");
            assertThat(foreign.statusCode()).as(operation).isEqualTo(403);
            assertThat(foreign.body()).as(operation).isEqualTo(missing.body());
        }
    }

    @Test
    void foreignIds_answerLikeMissingOnes() throws Exception {
        String token = JSON.readTree(
                        api.change(Fixtures.GLOBEX_ADMIN, "POST", "/api/admin/tokens", "{\"label\":\"theirs\"}")
                                .body())
                .at("/token/id")
                .asString();
        List<List<String>> changes = List.of(
                List.of("PATCH", "/api/admin/members/%s", "{\"role\":\"viewer\",\"version\":1}"),
                List.of("DELETE", "/api/admin/members/%s", ""),
                List.of(
                        "PATCH",
                        "/api/admin/tokens/%s",
                        "{\"label\":\"mine\",\"expiresAt\":null,\"team\":\"\",\"repo\":\"\","
                                + "\"requestsPerSecond\":null,\"bytesPerSecond\":null,\"version\":1}"),
                List.of("POST", "/api/admin/tokens/%s/rotate", "{\"overlapMinutes\":0}"),
                List.of("POST", "/api/admin/tokens/%s/revoke", ""));
        for (List<String> change : changes) {
            String theirs = change.get(1).contains("members") ? Fixtures.GLOBEX_ADMIN : token;
            HttpResponse<String> foreign =
                    api.change(Fixtures.ADMIN, change.get(0), change.get(1).formatted(theirs), change.get(2));
            HttpResponse<String> missing =
                    api.change(Fixtures.ADMIN, change.get(0), change.get(1).formatted("a@b.example"), change.get(2));
            assertThat(foreign.statusCode()).as(change.toString()).isEqualTo(404);
            assertThat(foreign.body().replace(theirs, "a@b.example")).isEqualTo(missing.body());
        }
        assertThat(api.getAs(Fixtures.GLOBEX_ADMIN, "/api/admin/tokens").body()).contains("\"state\":\"active\"");
        assertThat(api.getAs(Fixtures.GLOBEX_ADMIN, "/api/admin/members").body())
                .contains(Fixtures.GLOBEX_ADMIN);
    }

    @Test
    void addressesWithoutARule_areNotThere() {
        for (String path :
                List.of("/api/admin", "/api/admin/", "/api/admin/nothing", "/api/ops", "/api/sessions/a/b")) {
            for (String email : CALLERS.values()) {
                assertThat(api.getAs(email, path).statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void otherSpellingsOfAnAddress_openNothing() {
        for (String path : List.of(
                "/api/admin/tokens/",
                "/api/%61dmin/tokens",
                "/api//admin/tokens",
                "/api/./admin/tokens",
                "/api/me/../admin/tokens",
                "/api/admin;x=y/tokens",
                "/api/admin/tokens.json")) {
            HttpResponse<String> answer = api.getAs(Fixtures.VIEWER, path);
            assertThat(answer.statusCode()).as(path).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain("lastFour", "\"tokens\"");
        }
    }

    /** Method and path, as the description names them. */
    private Set<String> operations() {
        // The description does not describe itself.
        Set<String> operations = new TreeSet<>(Set.of("GET /api/openapi.json"));
        JsonNode paths = JSON.readTree(api.json("/api/openapi.json")).get("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }));
        return operations;
    }

    private HttpResponse<String> ask(String email, String operation, String id) {
        return api.change(email, method(operation), path(operation, id), body(operation));
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    private static String path(String operation, String id) {
        String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{\\w+}", id);
        return path.equals("/api/spans/tree") ? path + "?traceId=" + id : path;
    }

    private static String body(String operation) {
        return List.of("GET", "DELETE").contains(method(operation)) ? "" : "{}";
    }

    private static HttpRequest.BodyPublisher none() {
        return HttpRequest.BodyPublishers.noBody();
    }
}
