package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What administration answers, kept in {@code contract/admin}: the pages parse the same files with their schemas.
 * {@code -Dcontract.update=true} writes them anew. Ids and secrets, which are random, are replaced by fixed ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminContractTest {
    private static final Path FOLDER = Path.of("../contract/admin");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, String> requests = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();

    @BeforeAll
    void ask() {
        TestClock clock = new TestClock();
        api = TestApi.start(dir, clock);
        api.getAs(Fixtures.VIEWER, "/api/admin/tokens", "User-Agent", "Browser/1.0");
        take("member-invited", "POST", "/api/admin/members", "{\"email\":\"carl@acme.example\",\"role\":\"viewer\"}");
        take("settings", "PUT", "/api/admin/settings", """
                {"name":"Acme","domains":[{"domain":"acme.example","role":"viewer"}],"pseudonymous":true,"teamFloor":3,
                 "requestsPerSecond":null,"bytesPerSecond":50000000,"version":1}""");
        take("token-created", "POST", "/api/admin/tokens", """
                {"label":"laptops","team":"web","expiresAt":"2027-02-22T00:00:00Z"}""");
        api.write("INSERT INTO token_usage VALUES ('acme', '" + ids.get("token-1") + "', " + clock.millis()
                + ", 1200, 3400000, 2, 1, " + (clock.millis() + 5_000) + ")");
        // Tokens are listed by their age.
        clock.advance(Duration.ofMinutes(1));
        take("token-rotated", "POST", "/api/admin/tokens/token-1/rotate", "{\"overlapMinutes\":1440}");
        take("members", "GET", "/api/admin/members", "");
        take("tokens", "GET", "/api/admin/tokens", "");
        take("audit", "GET", "/api/admin/audit?limit=4", "");
        take("problem-conflict", "PUT", "/api/admin/settings", """
                {"name":"Acme","domains":[],"pseudonymous":false,"teamFloor":0,"requestsPerSecond":null,
                 "bytesPerSecond":null,"version":1}""");
        take("problem-parameter", "POST", "/api/admin/tokens", "{\"label\":\"\"}");
        DeadLettersTest.add(api, "acme", "not_decodable", "waiting");
        DeadLettersTest.add(api, "acme", "not_decodable", "replayed");
        api.change(Fixtures.OPS, "POST", "/api/ops/dlq/1/replay", "");
        for (String path : List.of("ops/orgs", "ops/dlq", "ops/dlq/1", "ops/audit")) {
            String name = path.replace('/', '-').replace("dlq-1", "dead-letter");
            requests.put(name, "GET /api/" + path);
            answers.put(name, api.getAs(Fixtures.OPS, "/api/" + path).body());
        }
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> administration_answersTheContract() {
        return requests.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    /** Takes note of an answer, and of the id of a token that it may hold. */
    private void take(String name, String method, String path, String body) {
        String sent = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            sent = sent.replace(id.getKey(), id.getValue());
        }
        String answer = api.change(Fixtures.ADMIN, method, sent, body, "User-Agent", "Browser/1.0")
                .body();
        JsonNode json = PRETTY.readTree(answer);
        if (json.has("secret")) {
            int number = ids.size() / 3 + 1;
            ids.put("token-" + number, json.at("/token/id").asString());
            ids.put("mai_secret-" + number, json.get("secret").asString());
            ids.put("Aa" + number + "Z", json.at("/token/lastFour").asString());
        }
        requests.put(name, method + " " + path);
        answers.put(name, answer);
    }

    private void check(String name) throws IOException {
        String answer = String.valueOf(answers.get(name));
        // The secret ends with its last four, so that it is replaced first.
        for (Map.Entry<String, String> id : ids.entrySet()) {
            answer = answer.replace(id.getValue(), id.getKey());
        }
        ObjectNode contract = PRETTY.createObjectNode();
        contract.put("request", requests.get(name));
        contract.set("response", PRETTY.readTree(answer));
        String text = PRETTY.writeValueAsString(contract).lines().reduce("", (all, line) -> all + line + "\n");
        Path file = FOLDER.resolve(name + ".json");
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("-Dcontract.update=true rewrites it")
                .isEqualTo(text);
    }
}
