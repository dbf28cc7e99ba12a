package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each panel answers for a fixed list of captures, kept in {@code contract/panels}: the pages parse the same files with
 * their schemas. {@code -Dcontract.update=true} writes them anew.
 */
class ContractIT {
    /** In this order, by one connection: ties are then broken the same way every time. */
    private static final List<String> SCENARIOS =
            List.of("tools", "edits", "subagent", "subagent-nested", "errors", "interactive", "no-traces");

    /** A prompt that a subagent answers with a subagent of its own. */
    private static final String NESTED = "subagent-nested";

    private static final JsonMapper PRETTY =
            Suite.JSON.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Suite suite;

    @BeforeAll
    static void replay() {
        suite = Suite.start(folder);
        List<Request> requests = Captures.requests(SCENARIOS, Captures.untilYesterday());
        suite.postAll(requests);
        NaiveReader want = NaiveReader.of(requests);
        Await.noDifferences(Duration.ofMinutes(1), () -> Panels.differences(suite, want));
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> panels_answerTheContract() {
        return requests().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    /** Requests as of the day of the captures. */
    private static Map<String, String> requests() {
        LocalDate last = Captures.CAPTURED;
        String range = "from=" + last.minusDays(6) + "&to=" + last;
        NaiveReader nested = NaiveReader.of(Captures.requests(List.of(NESTED), Duration.ZERO));
        NaiveReader eventsOnly = NaiveReader.of(Captures.requests(List.of("no-traces"), Duration.ZERO));
        Map<String, String> requests = new java.util.TreeMap<>();
        for (String panel : List.of("cost-trend", "cache-hit", "tool-decisions", "active-users", "subagent-stats")) {
            requests.put(panel, "/api/" + panel + "?" + range);
        }
        requests.put("cost-series", "/api/cost-series?by=user&" + range);
        requests.put("top-prompts", "/api/top-prompts?limit=20&" + range);
        requests.put("sessions", "/api/sessions?limit=20&" + range);
        requests.put(
                "session",
                "/api/sessions/" + nested.sessions().keySet().iterator().next());
        requests.put("rollups", "/api/rollups?groupBy=day,user,repo,model&" + range);
        requests.put("reporting", "/api/reporting");
        requests.put(
                "spans-tree",
                "/api/spans/tree?promptId="
                        + nested.prompts().keySet().iterator().next());
        requests.put(
                "spans-tree-events",
                "/api/spans/tree?promptId="
                        + eventsOnly.prompts().keySet().iterator().next());
        requests.put("me", "/api/me");
        return requests;
    }

    private static void check(String panel, String request) throws IOException {
        Duration shift = Captures.untilYesterday();
        JsonNode answer = Masks.apply(suite.get(Masks.moveDays(request, shift)), shift.negated());
        ObjectNode contract = PRETTY.createObjectNode();
        contract.put("request", request);
        contract.set("response", answer);
        Path file = Captures.folder().resolve("panels").resolve(panel + ".json");
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, PRETTY.writeValueAsString(contract) + "\n");
        }
        assertThat(Files.readString(file).lines().toList())
                .as("-Dcontract.update=true rewrites it")
                .isEqualTo(new ArrayList<>(
                        PRETTY.writeValueAsString(contract).lines().toList()));
    }
}
