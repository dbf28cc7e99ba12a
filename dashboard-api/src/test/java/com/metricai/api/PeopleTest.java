package com.metricai.api;

import static com.metricai.api.PeopleFixtures.ALAN;
import static com.metricai.api.PeopleFixtures.ALANS_SESSION;
import static com.metricai.api.PeopleFixtures.GRACE;
import static com.metricai.api.PeopleFixtures.GRACES_SESSION;
import static com.metricai.api.PeopleFixtures.INITECH_ADMIN;
import static com.metricai.api.PeopleFixtures.INITECH_VIEWER;
import static com.metricai.api.PeopleFixtures.UMBRELLA_ADMIN;
import static com.metricai.api.PeopleFixtures.UMBRELLA_VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.person.Person;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may know whom: names, pseudonyms, small teams, and the admins' pages about people. */
class PeopleTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Endpoints that are not a panel's: other rules let viewers in, or not. */
    private static final List<String> NOT_FOR_VIEWERS = List.of("/api/admin/", "/api/ops/");

    private final TestApi api = TestApi.shared();

    private JsonNode json(String email, String path) {
        HttpResponse<String> answer = api.getAs(email, path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String pseudonym(String user) {
        for (JsonNode person : json(INITECH_ADMIN, "/api/admin/people").path("people")) {
            if (person.path("user").asString().equals(user)) {
                return person.path("pseudonym").asString();
            }
        }
        throw new AssertionError(user + " is not listed");
    }

    /** Every GET of the API with every way to ask, by the list that the code itself makes. */
    private List<String> questions(String email) {
        List<String> sessions = new ArrayList<>();
        json(email, "/api/sessions")
                .path("sessions")
                .forEach(session ->
                        sessions.add(session.path("sessionId").asString().replace(" ", "%20")));
        Map<String, List<String>> ways = Map.of(
                "/api/sessions/{id}",
                        sessions.stream().map(id -> "/api/sessions/" + id).toList(),
                "/api/spans/tree",
                        List.of(
                                "/api/spans/tree?traceId=" + PeopleFixtures.GRACES_TRACE,
                                "/api/spans/tree?promptId=" + PeopleFixtures.prompt(GRACES_SESSION),
                                "/api/spans/tree?promptId=" + PeopleFixtures.prompt(ALANS_SESSION)),
                "/api/cost-series", List.of("/api/cost-series?by=user", "/api/cost-series?by=user&from=2026-01-01"),
                "/api/rollups",
                        List.of(
                                "/api/rollups",
                                "/api/rollups?groupBy=user",
                                "/api/rollups?groupBy=day,user,source,team,repo,model,tool,status"));
        List<String> questions = new ArrayList<>();
        json(INITECH_ADMIN, "/api/openapi.json").path("paths").properties().forEach(path -> {
            if (path.getValue().has("get") && NOT_FOR_VIEWERS.stream().noneMatch(path.getKey()::startsWith)) {
                questions.addAll(ways.getOrDefault(path.getKey(), List.of(path.getKey())));
            }
        });
        return questions;
    }

    @Test
    void noAnswerToAViewer_holdsANameThatTheOrgHides() {
        List<String> questions = questions(INITECH_VIEWER);
        assertThat(questions).hasSizeGreaterThan(15);
        for (String question : questions) {
            HttpResponse<String> answer = api.getAs(INITECH_VIEWER, question);
            assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(200);
            assertThat(answer.body().toLowerCase(Locale.ROOT)).as(question).doesNotContain(PeopleFixtures.NAMES);
        }
    }

    @Test
    void admins_seeNames() {
        assertThat(questions(INITECH_ADMIN).stream()
                        .map(question -> api.getAs(INITECH_ADMIN, question).body())
                        .filter(answer -> answer.contains(GRACE) || answer.contains(ALAN)))
                .as("else the viewers' answers prove nothing")
                .hasSizeGreaterThan(8);
    }

    @Test
    void pseudonyms_areStableAndResolvedByAdminsAlone() {
        List<String> shown = new ArrayList<>();
        json(INITECH_VIEWER, "/api/rollups?groupBy=user")
                .path("rows")
                .forEach(row -> shown.add(row.path("user").asString()));
        assertThat(shown)
                .containsExactlyInAnyOrder(pseudonym(GRACE), pseudonym(ALAN), "unknown")
                .isSorted();
        assertThat(pseudonym(GRACE)).matches("person-[0-9a-f]{10}");
        assertThat(api.getAs(INITECH_VIEWER, "/api/admin/people").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/reporting", "/api/active-users", "/api/cache-hit"})
    void lists_areNotInTheOrderOfTheNames(String path) {
        List<String> shown = new ArrayList<>();
        json(INITECH_VIEWER, path)
                .path("users")
                .forEach(row -> shown.add(row.path("user").asString()));
        assertThat(shown).hasSize(3);
        // Of equal rank, as in the first and the last; by cost in the second.
        if (!path.contains("active")) {
            assertThat(shown).isSorted();
        }
    }

    @Test
    void filter_takesPseudonymsFromViewersAndNamesFromAdmins() {
        assertThat(cost(INITECH_VIEWER, "")).isEqualTo(6);
        assertThat(cost(INITECH_VIEWER, pseudonym(ALAN))).isEqualTo(2);
        assertThat(cost(INITECH_VIEWER, pseudonym(ALAN) + "&user=" + pseudonym(GRACE)))
                .isEqualTo(5);
        assertThat(cost(INITECH_VIEWER, "unknown")).isEqualTo(1);
        assertThat(cost(INITECH_VIEWER, ALAN)).isZero();
        assertThat(cost(INITECH_VIEWER, "person-0000000000")).isZero();
        assertThat(cost(INITECH_ADMIN, ALAN)).isEqualTo(2);
        assertThat(cost(INITECH_ADMIN, pseudonym(ALAN))).isZero();
    }

    private double cost(String email, String user) {
        return json(email, "/api/rollups?user=" + user)
                .path("rows")
                .path(0)
                .path("costUsd")
                .asDouble();
    }

    @Test
    void sessionThatNamesAPerson_isFoundByItsShownIdAlone() {
        String shown = "";
        for (JsonNode session : json(INITECH_VIEWER, "/api/sessions").path("sessions")) {
            String id = session.path("sessionId").asString();
            shown = id.startsWith("user:") ? id : shown;
        }
        assertThat(shown).startsWith("user:person-");
        JsonNode session = json(INITECH_VIEWER, "/api/sessions/" + shown);
        assertThat(session.path("sessionId").asString()).isEqualTo(shown);
        assertThat(session.path("user").asString()).isEqualTo(pseudonym(ALAN));
        assertThat(api.getAs(INITECH_VIEWER, "/api/sessions/" + ALANS_SESSION).statusCode())
                .isEqualTo(404);
        assertThat(api.getAs(INITECH_ADMIN, "/api/sessions/" + ALANS_SESSION).statusCode())
                .isEqualTo(200);
    }

    @Test
    void people_areListedWithTheirDays() throws Exception {
        JSONAssert.assertEquals("""
                {"people":[
                 {"user":"ada","firstDay":"2026-11-02","lastDay":"2026-11-21","sessions":2,"costUsd":3.5},
                 {"user":"bob","firstDay":"2026-11-10","lastDay":"2026-11-22","sessions":2,"costUsd":7.000001}]}""", api.json("/api/admin/people"), false);
    }

    @Test
    void me_saysWhetherNamesAreHidden() {
        assertThat(json(INITECH_VIEWER, "/api/me").path("pseudonymous").asBoolean())
                .isTrue();
        assertThat(json(UMBRELLA_VIEWER, "/api/me").path("pseudonymous").asBoolean())
                .isFalse();
    }

    @Test
    void smallTeams_areOneRow_forAdminsToo() throws Exception {
        for (String email : List.of(UMBRELLA_VIEWER, UMBRELLA_ADMIN)) {
            JSONAssert.assertEquals(
                    """
                    {"rows":[{"team":"(teams below 3 people)","costUsd":120,"sessions":7,"prompts":7},
                             {"team":"alpha","costUsd":3,"sessions":3,"prompts":3}]}""", api.getAs(email, "/api/rollups?groupBy=team").body(), false);
        }
        JSONAssert.assertEquals(
                """
                {"rows":[{"day":"2026-11-22","team":"(teams below 3 people)","costUsd":120},
                         {"day":"2026-11-22","team":"alpha"}]}""",
                api.getAs(UMBRELLA_VIEWER, "/api/rollups?groupBy=day,team&model=sonnet")
                        .body(),
                false);
    }

    @Test
    void smallTeams_areNotNamedBySessionsEither() {
        for (String email : List.of(UMBRELLA_VIEWER, UMBRELLA_ADMIN)) {
            Set<String> teams = new TreeSet<>();
            for (JsonNode session : json(email, "/api/sessions").path("sessions")) {
                String team = session.path("team").asString();
                teams.add(team);
                assertThat(json(
                                        email,
                                        "/api/sessions/"
                                                + session.path("sessionId").asString())
                                .path("team")
                                .asString())
                        .isEqualTo(team);
            }
            assertThat(teams).containsExactly("(teams below 3 people)", "alpha");
        }
    }

    /** Of the days in between there is nobody: of these too few people are. */
    @Test
    void figuresOfOtherRanges_areLeftOutWhereATeamIsTooSmallInThose() throws Exception {
        String path = "/api/cost-trend?from=2026-11-22&to=2026-11-22";
        JSONAssert.assertEquals(
                "{totalUsd:3,previousTotalUsd:null,weeklyRunRateUsd:null,monthEndForecastUsd:null}",
                api.getAs(UMBRELLA_ADMIN, path + "&team=alpha").body(),
                false);
        JSONAssert.assertEquals(
                "{totalUsd:123,previousTotalUsd:0,weeklyRunRateUsd:0,monthEndForecastUsd:123}",
                api.getAs(UMBRELLA_ADMIN, path).body(),
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rollups?team=alpha, 200",
        "/api/rollups?team=beta, 400",
        "/api/cost-trend?team=gamma, 400",
        "/api/sessions?team=gamma, 400",
        "/api/top-prompts?team=beta&team=gamma, 200",
        "/api/active-users?team=nobodys, 400",
        "/api/rollups?team=delta, 400",
        "/api/cost-trend?team=alpha&from=2026-11-01&to=2026-11-02, 400",
        "/api/reporting?team=gamma, 200"
    })
    void teamsTooSmall_cannotBeChosen(String path, int status) throws Exception {
        HttpResponse<String> answer = api.getAs(UMBRELLA_ADMIN, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            JSONAssert.assertEquals("{parameter:team}", answer.body(), false);
            assertThat(answer.body()).contains("fewer than 3 people", "Choose more teams");
        }
    }

    @Test
    void erase_isAcceptedListedAndAudited_withoutTheName() {
        String pseudonym = pseudonym(GRACE);
        HttpResponse<String> answer = api.postAs(
                INITECH_ADMIN,
                "/api/admin/people/erase",
                "{\"user\":\"" + GRACE.toUpperCase(Locale.ROOT) + "\",\"keepOut\":true}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode erasure = JSON.readTree(answer.body());
        assertThat(erasure.path("requestedBy").asString()).isEqualTo(INITECH_ADMIN);
        assertThat(erasure.path("finishedAt").isNull()).isTrue();
        assertThat(json(INITECH_ADMIN, "/api/admin/erasures").path("erasures")).contains(erasure);
        assertThat(rows("SELECT keep_out FROM tombstones WHERE lower(hex(user_sha256)) = '"
                        + HexFormat.of().formatHex(Person.sha256("initech", GRACE)) + "'"))
                .containsExactly("1");
        assertThat(rows("SELECT actor || ' ' || subject || ' ' || outcome FROM audit_log WHERE org_id = 'initech'"
                        + " AND action = 'person.erased' AND subject = '" + pseudonym + "'"))
                .containsExactly(INITECH_ADMIN + " " + pseudonym + " done");
    }

    private List<String> rows(String sql) {
        return api.jdbi()
                .withHandle(handle -> handle.select(sql).mapTo(String.class).list());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                  | 400 | user is missing
            {"user":" "}                        | 400 | user is missing
            {"user":"unknown"}                  | 400 | it is no person
            {"user":"Other"}                    | 400 | it is no person
            {"user":"nobody@initech.example"}   | 404 | Nobody of that name
            {"user":"ada"}                      | 404 | Nobody of that name
            {"user":                            | 400 | ''
            """)
    void erase_ofNobody_isRefused(String body, int status, String says) {
        HttpResponse<String> answer = api.postAs(INITECH_ADMIN, "/api/admin/people/erase", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
    }

    @Test
    void somebodyWhoSentNothing_canBeKeptOutBeforehand() {
        String body = "{\"user\":\"%s\",\"keepOut\":true}";
        HttpResponse<String> answer =
                api.postAs(INITECH_ADMIN, "/api/admin/people/erase", body.formatted(" New.Comer@initech.example "));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(rows("SELECT keep_out FROM tombstones WHERE lower(hex(user_sha256)) = '"
                        + HexFormat.of().formatHex(Person.sha256("initech", "new.comer@initech.example")) + "'"))
                .containsExactly("1");
        for (String nobody : List.of("unknown", "x".repeat(257), "a\\nb")) {
            assertThat(api.postAs(INITECH_ADMIN, "/api/admin/people/erase", body.formatted(nobody))
                            .statusCode())
                    .as(nobody)
                    .isEqualTo(400);
        }
    }

    @Test
    void resolvedPseudonyms_areWrittenDown_onceAnHour() {
        json(INITECH_ADMIN, "/api/admin/people");
        json(INITECH_ADMIN, "/api/admin/people");
        json(UMBRELLA_ADMIN, "/api/admin/people");
        assertThat(rows("SELECT org_id || ' ' || actor FROM audit_log WHERE action = 'pseudonyms.resolved'"))
                .containsExactly("initech " + INITECH_ADMIN);
    }

    @Test
    void viewers_mayNothingOfThis() {
        assertThat(api.getAs(INITECH_VIEWER, "/api/admin/people/export?user=x").statusCode())
                .isEqualTo(403);
        assertThat(api.getAs(INITECH_VIEWER, "/api/admin/erasures").statusCode())
                .isEqualTo(403);
        assertThat(api.postAs(INITECH_VIEWER, "/api/admin/people/erase", "{\"user\":\"unknown\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void export_withoutClickHouse_isRefusedBeforeItBegins() {
        HttpResponse<String> answer = api.getAs(INITECH_ADMIN, "/api/admin/people/export?user=" + ALAN);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("try again");
        assertThat(api.getAs(INITECH_ADMIN, "/api/admin/people/export").statusCode())
                .isEqualTo(400);
    }
}
