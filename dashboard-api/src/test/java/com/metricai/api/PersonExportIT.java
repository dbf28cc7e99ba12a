package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.clickhouse.ClickHouseInserter;
import com.metricai.store.migration.ClickHouseSchema;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of a person's rows, over both real stores. */
class PersonExportIT {
    private static final long ENGINE_MEMORY_BYTES = 1_000_000_000;

    @TempDir
    Path directory;

    private static EmbeddedClickHouse engine(Path directory) {
        try {
            return EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(
                    directory.resolve("clickhouse"),
                    EngineLibrary.ofThisMachine().install(System.err::println),
                    0,
                    ENGINE_MEMORY_BYTES));
        } catch (EngineUnavailableException e) {
            return Assumptions.abort(e.toString());
        }
    }

    @Test
    void export_holdsEveryRowOfThePerson_andNobodyElses() throws IOException, InterruptedException {
        try (EmbeddedClickHouse engine = engine(directory)) {
            ClickHouse clickHouse = new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password());
            new ClickHouseSchema(clickHouse).ensure();
            try (ClickHouseInserter inserter = new ClickHouseInserter(clickHouse)) {
                inserter.insert(
                        "metric_ai_metrics",
                        List.of(
                                metric("acme", "ada", "=HYPERLINK(\\\"x\\\")"),
                                metric("acme", "ADA", "acme/api"),
                                metric("acme", "bob", "bobs/repo"),
                                metric("globex", "ada", "globex/secret")));
            }
            TestApi api = TestApi.start(
                    directory,
                    Fixtures.NOON,
                    Map.of(
                            "metric-ai.dashboard-api.clickhouse-url", clickHouse.url(),
                            "metric-ai.dashboard-api.clickhouse-user", clickHouse.user(),
                            "metric-ai.dashboard-api.clickhouse-password", clickHouse.password()));
            try {
                Map<String, String> files = export(api, "ada");
                assertThat(files.keySet())
                        .contains("README.txt", "metric_ai_metrics.csv", "spans.csv", "events.csv", "outbox.csv")
                        .hasSize(22);
                assertThat(files.get("metric_ai_metrics.csv")).contains("\"'=HYPERLINK(\"\"x\"\")\"");
                assertThat(lines(files, "metric_ai_metrics")).isEqualTo(1);
                assertThat(lines(files, "rollups_daily")).isEqualTo(6);
                assertThat(lines(files, "rollup_grains")).isPositive();
                assertThat(lines(files, "prompts_daily")).isPositive();
                assertThat(lines(files, "agents_daily")).isPositive();
                assertThat(lines(files, "reporting")).isEqualTo(1);
                assertThat(lines(files, "sessions")).isEqualTo(2);
                assertThat(lines(files, "spans")).isPositive();
                assertThat(lines(files, "events")).isPositive();
                assertThat(lines(files, "traces")).isPositive();
                assertThat(String.join("\n", files.values())).doesNotContain("bob", "globex", "g-p1");
            } finally {
                api.close();
            }
        }
    }

    private static String metric(String org, String user, String repo) {
        return "{\"org_id\":\"" + org + "\",\"minute\":1795348800,\"user\":\"" + user
                + "\",\"session_id\":\"s\",\"repo\":\"" + repo + "\",\"fingerprint\":\"f\",\"cost_micros\":5}";
    }

    private static long lines(Map<String, String> files, String table) {
        return files.getOrDefault(table + ".csv", "").lines().count() - 1;
    }

    private static Map<String, String> export(TestApi api, String user) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        api.request("/api/admin/people/export?user=" + user)
                                .header("Cf-Access-Jwt-Assertion", api.tokenOf(Fixtures.ADMIN))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(answer.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
