package com.metricai.api;

import static com.metricai.api.TestApi.assertProblem;
import static com.metricai.api.TestApi.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;

/** What operators see of exports that could not be read, and what they may ask for. */
class DeadLettersTest {
    @TempDir
    Path dir;

    private TestApi api;

    @BeforeEach
    void start() {
        api = TestApi.start(dir, Fixtures.NOON);
        add(api, "acme", "not_decodable", "waiting");
        add(api, "acme", "not_decodable", "waiting");
        add(api, "globex", "not_interpretable", "waiting");
        add(api, "acme", "not_decodable", "replayed");
        add(api, "", "not_published_by_ingest", "waiting");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** As the consumer lists it. */
    static void add(TestApi api, String org, String reason, String state) {
        api.write("""
                INSERT INTO dead_letters (org_id, token_id, signal, reason, detail, exception, attempts, bytes, content_type,
                  content_encoding, user_agent, trace_id, request_id, received_at, origin_partition, origin_offset, origin_at,
                  partition, "offset", dead_at, state)
                SELECT '%s', 'token', 'logs', '%s', 'not decodable: ends in the middle', 'java.io.EOFException', 4, 17,
                  'application/json', 'identity', 'OTel-OTLP-Exporter-JavaScript/0.1', 'trace', 'request', 1795341600000, 2,
                  100 + count(*), 1795341600001, 0, count(*), 1795341601000, '%s'
                FROM dead_letters""".formatted(org, reason, state));
    }

    @Test
    void list_isNewestFirst_withCountsOfAll() throws Exception {
        JSONAssert.assertEquals("""
                {"counts":[{"reason":"not_decodable","waiting":2,"replayed":1,"discarded":0,"gone":0},
                           {"reason":"not_interpretable","waiting":1},{"reason":"not_published_by_ingest","waiting":1}],
                 "deadLetters":[{"id":4,"org":"acme","state":"replayed"},
                   {"id":2,"org":"acme","tokenId":"token","signal":"logs","reason":"not_decodable",
                    "detail":"not decodable: ends in the middle","exception":"java.io.EOFException","attempts":4,"bytes":17,
                    "receivedAt":"2026-11-22T10:00:00Z","deadAt":"2026-11-22T10:00:01Z","state":"waiting","asked":null,
                    "replayOf":null}],
                 "next":2}""", list("?reason=not_decodable&limit=2"), false);
        assertThat(ids("?reason=not_decodable&before=2")).isEqualTo("[1]");
        assertThat(ids("?org=globex")).isEqualTo("[3]");
        assertThat(ids("?state=waiting")).isEqualTo("[5,3,2,1]");
    }

    @Test
    void one_saysFromWhereItCame_andNothingOfWhatItHolds() throws Exception {
        JSONAssert.assertEquals("""
                {"deadLetter":{"id":1},"contentType":"application/json","contentEncoding":"identity",
                 "userAgent":"OTel-OTLP-Exporter-JavaScript/0.1","traceId":"trace","requestId":"request",
                 "origin":{"topic":"metric-ai-otlp-ingest","partition":2,"offset":100,"at":"2026-11-22T10:00:00.001Z"},
                 "place":{"topic":"metric-ai-otlp-ingest-dlq","partition":0,"offset":0,"at":"2026-11-22T10:00:01Z"},
                 "askedBy":null,"askedAt":null,"settledAt":null}""", api.json("/api/ops/dlq/1", Fixtures.OPS), false);
    }

    @Test
    void replay_isAskedForOnce_andAudited() throws Exception {
        HttpResponse<String> asked = post("/api/ops/dlq/1/replay", "");
        assertThat(asked.statusCode()).isEqualTo(202);
        JSONAssert.assertEquals("""
                {"deadLetter":{"id":1,"state":"waiting","asked":"replay"},"askedBy":"ops@acme.example",
                 "askedAt":"2026-11-22T12:00:00Z"}""", asked.body(), false);
        assertProblem(post("/api/ops/dlq/1/discard", ""), 409, "already");
        assertProblem(post("/api/ops/dlq/4/replay", ""), 409, "replayed already");
        assertProblem(post("/api/ops/dlq/99/replay", ""), 404, "no such dead letter");
        assertProblem(post("/api/ops/dlq/x/discard", ""), 404, "no such dead letter");
        assertThat(api.number("SELECT count(*) FROM dead_letter_requests WHERE action = 'replay'"))
                .isEqualTo(1);
        JSONAssert.assertEquals("""
                {"entries":[{"actor":"ops@acme.example","action":"dead-letter.replayed","subject":"dead letter 1",
                 "outcome":"done"}]}""", api.json("/api/ops/audit?action=dead-letter.replayed", Fixtures.OPS), false);
    }

    @Test
    void allOfAReason_areThoseThatWaitAndNobodyAskedFor() throws Exception {
        post("/api/ops/dlq/2/replay", "");
        assertThat(post("/api/ops/dlq/discard", "{\"reason\":\"not_decodable\"}")
                        .body())
                .isEqualTo("{\"asked\":1}");
        assertThat(post("/api/ops/dlq/replay", "{\"reason\":\"no_such\"}").body())
                .isEqualTo("{\"asked\":0}");
        assertProblem(post("/api/ops/dlq/replay", "{}"), 400, "reason");
        assertThat(api.number("SELECT dead_letter_id FROM dead_letter_requests WHERE action = 'discard'"))
                .isEqualTo(1);
    }

    @Test
    void badParameters_areNamed() {
        assertProblem(api.getAs(Fixtures.OPS, "/api/ops/dlq?state=lost"), 400, "state");
        assertProblem(api.getAs(Fixtures.OPS, "/api/ops/dlq?before=x"), 400, "before");
        assertProblem(api.getAs(Fixtures.OPS, "/api/ops/dlq?limit=0"), 400, "limit");
    }

    @Test
    void orgs_sayHowManyWait() throws Exception {
        JSONAssert.assertEquals(
                "{\"orgs\":[{\"id\":\"acme\",\"deadLettered\":2},{\"id\":\"globex\",\"deadLettered\":1},"
                        + "{\"id\":\"initech\",\"deadLettered\":0},{\"id\":\"umbrella\",\"deadLettered\":0}]}",
                api.json("/api/ops/orgs", Fixtures.OPS),
                false);
    }

    @Test
    void refusalsOfStrangers_areShownToOperatorsAlone() throws Exception {
        assertThat(api.getAs(Fixtures.STRANGER, "/api/me").statusCode()).isEqualTo(403);
        JsonNode entries =
                parsed(api.getAs(Fixtures.OPS, "/api/ops/audit?outcome=denied")).get("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).get("actor").asString()).isEqualTo(Fixtures.STRANGER);
        assertThat(api.json("/api/admin/audit?outcome=denied")).isEqualTo("{\"entries\":[],\"next\":null}");
        assertThat(api.getAs(Fixtures.OPS, "/api/ops/audit.csv?outcome=denied").body())
                .contains(Fixtures.STRANGER)
                .hasLineCount(2);
        assertThat(api.json("/api/ops/audit?action=export", Fixtures.OPS)).contains("audit.csv");
    }

    @Test
    void anOperatorsFile_isInTheInstallationsLog_notInAnOrgs() {
        assertThat(post("/api/audit/export", "{\"what\":\"dead-letters.csv\"}").statusCode())
                .isEqualTo(204);
        assertThat(api.json("/api/ops/audit?action=export", Fixtures.OPS)).contains("dead-letters.csv");
        assertThat(api.json("/api/admin/audit?action=export")).isEqualTo("{\"entries\":[],\"next\":null}");
    }

    private HttpResponse<String> post(String path, String body) {
        return api.change(Fixtures.OPS, "POST", path, body);
    }

    private String list(String query) {
        return api.json("/api/ops/dlq" + query, Fixtures.OPS);
    }

    private String ids(String query) throws Exception {
        StringBuilder ids = new StringBuilder("[");
        parsed(api.getAs(Fixtures.OPS, "/api/ops/dlq" + query))
                .get("deadLetters")
                .forEach(line -> ids.append(ids.length() > 1 ? "," : "")
                        .append(line.get("id").asLong()));
        return ids.append(']').toString();
    }
}
