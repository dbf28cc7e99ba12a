package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.access.AccessTokens;
import com.metricai.access.LocalAccess;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a free port, over the database of {@link Fixtures}; one is shared by all tests that only read. */
final class TestApi implements AutoCloseable {
    private static final class Shared {
        static final TestApi INSTANCE = TestApi.startShared();
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final AccessTokens tokens;
    private final ConfigurableApplicationContext context;

    private TestApi(ConfigurableApplicationContext context, AccessTokens tokens) {
        this.context = context;
        this.base = base(context);
        this.tokens = tokens;
    }

    static TestApi shared() {
        return Shared.INSTANCE;
    }

    /** Settings that a start needs, for tests that start their own. */
    static Map<String, String> settings(Path database, String issuer, String audience, String jwksUrl) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("metric-ai.dashboard-api.database", database.toString());
        settings.put("metric-ai.dashboard-api.clickhouse-url", "jdbc:clickhouse://127.0.0.1:1/nowhere");
        settings.put("metric-ai.dashboard-api.access.issuer", issuer);
        settings.put("metric-ai.dashboard-api.access.audience", audience);
        settings.put("metric-ai.dashboard-api.access.jwks-url", jwksUrl);
        return settings;
    }

    static String base(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    Jdbi jdbi() {
        return context.getBean(Jdbi.class);
    }

    String base() {
        return base;
    }

    Jdbi writer() {
        return context.getBean("writer", Sqlite.class).jdbi();
    }

    /** Behind the service's back. */
    void write(String sql) {
        writer().useHandle(handle -> handle.execute(sql));
    }

    long number(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    String tokenOf(String email) {
        return tokens.issue(email, Duration.ofHours(1));
    }

    /** As the admin of acme. */
    HttpResponse<String> get(String path) {
        return getAs(Fixtures.ADMIN, path);
    }

    HttpResponse<String> getAs(String email, String path, String... headers) {
        HttpRequest.Builder request = request(path).header("Cf-Access-Jwt-Assertion", tokenOf(email));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> postAs(String email, String path, String json) {
        return send(request(path)
                .header("Cf-Access-Jwt-Assertion", tokenOf(email))
                .header("X-Requested-With", "metric-ai")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The body of a 200. */
    String json(String path) {
        return json(path, Fixtures.ADMIN);
    }

    String json(String path, String email) {
        HttpResponse<String> answer = getAs(email, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(http, request.build());
    }

    static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** As somebody, with a body and what the pages send along. */
    HttpResponse<String> change(String email, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Cf-Access-Jwt-Assertion", tokenOf(email))
                .header("X-Requested-With", "metric-ai")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** One of the test's own, with a database that it may change. */
    static TestApi start(Path dir, Clock clock) {
        return start(dir, clock, Map.of());
    }

    /** The same with further settings. */
    static TestApi start(Path dir, Clock clock, Map<String, String> more) {
        Path database = dir.resolve("metric-ai.db");
        Fixtures.fill(database);
        return over(database, dir, clock, more);
    }

    /** Over a database that is there already. */
    static TestApi over(Path database, Path dir, Clock clock, Map<String, String> more) {
        LocalAccess access = LocalAccess.start(new LocalAccess.Config(dir, "127.0.0.1", 0, null));
        Map<String, String> settings = settings(database, access.issuer(), access.audience(), access.jwksUrl());
        settings.put("metric-ai.dashboard-api.access.login-url", access.loginUrl());
        settings.put("metric-ai.dashboard-api.client-ip-header", "X-Forwarded-For");
        settings.putAll(more);
        ConfigurableApplicationContext context = DashboardApi.start(clock, settings);
        context.addApplicationListener((ContextClosedEvent closed) -> access.close());
        return new TestApi(context, AccessTokens.open(dir, clock));
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    private static TestApi startShared() {
        try {
            return start(Files.createTempDirectory(Path.of("target"), "api"), Fixtures.NOON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parsed(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** That it is a problem document which says so. */
    static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(parsed(answer).get("detail").asString()).contains(detail);
    }
}
