package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some clients are told to send prompts, commands and answers. None of it is kept: not in a table, not in a file, not in a
 * log, not in an answer. The broker alone holds raw exports, until they are read and a few hours old.
 */
class PrivacyIT {
    @TempDir
    private Path folder;

    private final List<String> found = new ArrayList<>();

    @Test
    void content_isNowhere() throws SQLException {
        List<Request> requests = Captures.requests(
                Captures.scenarios().stream()
                        .filter(name -> name.endsWith("+content") || name.equals("big"))
                        .toList(),
                Captures.untilYesterday());
        Set<String> needles = Needles.of(requests);
        assertThat(needles).hasSizeGreaterThan(20).anyMatch(needle -> needle.startsWith("SCRIPT:tools"));
        NaiveReader want = NaiveReader.of(requests);

        Suite suite = Suite.start(folder);
        try (suite) {
            suite.postAll(requests);
            // A body that cannot be read ends among the dead letters: the page and the log say why, not what.
            assertThat(suite.post(
                                    "logs",
                                    "{\"resourceLogs\":[{\""
                                            + needles.iterator().next())
                            .statusCode())
                    .isEqualTo(200);
            Await.noDifferences(Duration.ofMinutes(1), () -> Panels.differences(suite, want));
            suite.awaitRefusal();
            answers(want).forEach(path -> search(path, suite.getRaw(path).body(), needles));
            // While it runs: the write-ahead log is a file too.
            searchFiles(suite.data, needles);
            assertThat(found).isEmpty();
        }
        // That the search finds what is there: the broker still holds what was sent.
        searchFiles(suite.data.resolve("kafka"), needles);
        assertThat(found).as("content in the broker's files").isNotEmpty();
        found.clear();

        search("the output", suite.output(), needles);
        searchFiles(suite.data, needles);
        searchTables(AtRest.sqlite(suite.data.resolve("metric-ai.db")), needles);
        searchTables(AtRest.clickHouse(suite.data.resolve("clickhouse")), needles);

        assertThat(found).isEmpty();
    }

    private static List<String> answers(NaiveReader want) {
        String range = "from=" + want.range()[0] + "&to=" + want.range()[1];
        List<String> paths = new ArrayList<>(List.of("/api/me", "/api/reporting", "/api/openapi.json"));
        Stream.of(
                        "cost-trend",
                        "cache-hit",
                        "tool-decisions",
                        "active-users",
                        "subagent-stats",
                        "top-prompts",
                        "sessions")
                .forEach(panel -> paths.add("/api/" + panel + "?" + range));
        paths.add("/api/rollups?groupBy=user,source,team,repo,model,tool,status&" + range);
        want.trees().keySet().forEach(id -> paths.add("/api/spans/tree?traceId=" + id));
        want.prompts().keySet().forEach(id -> paths.add("/api/spans/tree?promptId=" + id));
        want.sessions().keySet().forEach(id -> paths.add("/api/sessions/" + id));
        return paths;
    }

    private void searchTables(Map<String, List<String>> columns, Set<String> needles) {
        assertThat(columns).as("tables with columns").isNotEmpty();
        assertThat(columns.values()).as("tables with rows").anyMatch(values -> !values.isEmpty());
        columns.forEach((column, values) -> search(column, String.join("\n", values), needles));
    }

    private void searchFiles(Path directory, Set<String> needles) {
        Path exempt = directory.resolve("kafka");
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> !file.startsWith(exempt) && Files.isRegularFile(file))
                    .forEach(file -> search(file.toString(), bytes(file), needles));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One character per byte; needles of other alphabets are looked for in the tables. */
    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The engine merges and removes its files while it runs.
            return "";
        }
    }

    private void search(String place, String text, Set<String> needles) {
        needles.stream().filter(text::contains).forEach(needle -> found.add(place + " holds " + needle));
    }
}
