package com.metricai.api;

import static com.metricai.api.TestApi.assertProblem;
import static com.metricai.api.TestApi.header;
import static com.metricai.api.TestApi.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;

/** What is written down of requests, and what happens when it cannot be. */
class AuditTest {
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
            JsonNode page = parsed(api.get("/api/admin/audit?action=export&limit=7&before=" + next));
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
    void denialsOfAnotherOrg_hideNone() {
        for (int i = 0; i < 61; i++) {
            api.getAs(Fixtures.VIEWER, "/api/admin/tokens");
        }
        assertThat(api.getAs(Fixtures.GLOBEX_VIEWER, "/api/admin/tokens").statusCode())
                .isEqualTo(403);
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE org_id = 'acme' AND outcome = 'denied'"))
                .isEqualTo(60);
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE org_id = 'globex' AND outcome = 'denied'"))
                .isEqualTo(1);
    }

    @Test
    void denials_nameNobodyInTheirPaths() {
        api.getAs(Fixtures.VIEWER, "/api/admin/members/" + Fixtures.BOTH);
        assertThat(api.json("/api/admin/audit?outcome=denied"))
                .contains("GET /api/admin/members/…")
                .doesNotContain(Fixtures.BOTH);
    }

    @Test
    void exports_areWrittenDown_withinABoundOfEachPerson() {
        String body = "{\"what\":\"panel csv\"}";
        for (int i = 0; i < 65; i++) {
            assertThat(api.change(Fixtures.VIEWER, "POST", "/api/audit/export", body)
                            .statusCode())
                    .isEqualTo(204);
        }
        api.change(Fixtures.ADMIN, "POST", "/api/audit/export", body);
        clock.advance(Duration.ofMinutes(1));
        api.change(Fixtures.VIEWER, "POST", "/api/audit/export", body);
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE action = 'export'"))
                .isEqualTo(60 + 1 + 1);
        assertThat(api.number("SELECT count(*) FROM audit_log WHERE detail LIKE '5 more were made%'"))
                .isEqualTo(1);
    }

    @Test
    void audit_believesTheLastLineOfTheHeader() {
        api.getAs(
                Fixtures.VIEWER, "/api/me", "X-Forwarded-For", "10.0.0.1", "X-Forwarded-For", "10.0.0.2, 203.0.113.9");
        assertThat(api.json("/api/admin/audit?actor=VIEWER")).contains("\"ip\":\"203.0.113.9\"");
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
    void storeThatCannotBeRead_isATroubleAndNoPage() throws Exception {
        assertThat(api.get("/api/me").statusCode()).isEqualTo(200);
        api.write("ALTER TABLE members RENAME TO elsewhere");
        HttpResponse<String> answer = api.get("/api/me");
        assertProblem(answer, 503, "try again");
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
}
