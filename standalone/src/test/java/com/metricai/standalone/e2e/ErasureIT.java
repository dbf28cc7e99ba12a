package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two people's sessions; one of the two is erased while everything runs. Nothing of them is in any file then but the
 * broker's, a replay brings nothing back, and the other one's figures are what they were.
 */
class ErasureIT {
    private static final String ERASED = "ada.lovelace@example.com";
    private static final String ENCODED = ERASED.replace("@", "%40");
    private static final String OTHER = "bob.builder@example.com";
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration ERASURE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void erasedPerson_isNowhere_andStaysAway() throws SQLException {
        List<Request> theirs = requests(ERASED, List.of("tools", "edits", "cumulative", "subagent-nested"));
        List<Request> others = requests(OTHER, List.of("subagent", "errors", "mcp"));
        List<Request> later = requests(OTHER, List.of("text"));
        List<Request> both = new ArrayList<>(theirs);
        both.addAll(others);

        Suite suite = Suite.start(folder);
        try (suite) {
            suite.postAll(both);
            NaiveReader ofBoth = NaiveReader.of(both);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, ofBoth));
            assertThat(places(suite)).as("the search finds what is there").isNotEmpty();
            assertThat(suite.getRaw("/api/admin/people/export?user=" + ERASED)
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("application/zip");

            for (String path : List.of("/people/" + ERASED, "/people/" + ENCODED, "/api/sessions/user:" + ENCODED)) {
                assertThat(suite.getRaw(path).statusCode()).isLessThan(500);
            }

            HttpResponse<String> accepted =
                    suite.change("/api/admin/people/erase", "{\"user\":\"" + ERASED + "\",\"keepOut\":false}");
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            Await.until(
                    "it is finished",
                    ERASURE,
                    () -> !erasure(suite).path("finishedAt").isNull());
            assertThat(erasure(suite).path("deletedRows").asLong()).isGreaterThan(100);
            assertThat(places(suite)).isEmpty();
            NaiveReader ofTheOther = NaiveReader.of(others);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, ofTheOther));

            suite.postAll(both);
            suite.postAll(later);
            List<Request> all = new ArrayList<>(others);
            all.addAll(later);
            NaiveReader ofTheOtherLater = NaiveReader.of(all);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, ofTheOtherLater));
            assertThat(suite.getRaw("/api/admin/people/export?user=" + ERASED).statusCode())
                    .isEqualTo(404);
            assertThat(suite.complaints()).isEmpty();
        }
        assertThat(places(suite)).isEmpty();
        Map<String, List<String>> rows = AtRest.sqlite(suite.data.resolve("metric-ai.db"));
        assertThat(rows.get("books.outcome")).contains("dropped:erased");
        assertThat(rows.get("rollups_daily.user")).containsExactly(OTHER);
        rows.forEach((column, values) -> assertThat(values).as(column).noneMatch(value -> value.contains(ERASED)));
        AtRest.clickHouse(suite.data.resolve("clickhouse"))
                .forEach((column, values) -> assertThat(values).as(column).noneMatch(value -> value.contains(ERASED)));
    }

    private static JsonNode erasure(Suite suite) {
        return suite.get("/api/admin/erasures").path("erasures").path(0);
    }

    private static List<Request> requests(String user, List<String> scenarios) {
        return Captures.requests(scenarios, Captures.untilYesterday()).stream()
                .map(request -> {
                    String json = Captures.text(request)
                            .replaceAll("(\"key\":\"user\",\"value\":\\{\"stringValue\":\")[^\"]*", "$1" + user);
                    assertThat(json).contains(user);
                    return new Request(
                            request.file(),
                            request.signal(),
                            request.protobuf(),
                            request.gzip(),
                            json.getBytes(StandardCharsets.UTF_8));
                })
                .toList();
    }

    /** Files that hold the name, logs and output included; without the broker's, which keeps raw bodies for some hours. */
    private List<String> places(Suite suite) {
        List<String> places = new ArrayList<>(holding(folder));
        places.removeIf(place -> place.startsWith(suite.data.resolve("kafka").toString()));
        return places;
    }

    private static List<String> holding(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> bytes(file).contains(ERASED) || bytes(file).contains(ENCODED))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The engine merges and removes its files while it runs.
            return "";
        }
    }
}
