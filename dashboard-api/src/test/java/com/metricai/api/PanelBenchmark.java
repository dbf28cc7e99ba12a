package com.metricai.api;

import com.metricai.access.AccessTokens;
import com.metricai.access.LocalAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long a large org waits for its panels: fills a database (unless the file is there), starts the service on it and asks
 * every panel over HTTP, one request at a time. Options, as {@code --name=value}: users, days (calendar days of history),
 * rounds (requests of each kind), file, only (a part of the endpoint's name); {@code --strict} fails when a bar is missed.
 */
final class PanelBenchmark {
    /** The day before {@link Fixtures#NOON}. */
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-11-21");

    private static final int WARM_UP = 3;

    /** The panels, with each grouping that the web pages ask for. */
    private static final List<String> ENDPOINTS = List.of(
            "/api/me",
            "/api/reporting",
            "/api/rollups",
            "/api/rollups?groupBy=day",
            "/api/rollups?groupBy=source",
            "/api/rollups?groupBy=model",
            "/api/rollups?groupBy=team",
            "/api/rollups?groupBy=repo",
            "/api/rollups?groupBy=user",
            "/api/cost-series?by=user",
            "/api/cost-series?by=repo",
            "/api/cost-series?by=model",
            "/api/cost-series?by=repo&step=week",
            "/api/cost-series?by=team&step=week",
            "/api/cost-series?by=model&step=week",
            "/api/rollups?groupBy=user,team",
            "/api/cost-trend",
            "/api/cache-hit",
            "/api/tool-decisions",
            "/api/active-users",
            "/api/top-prompts",
            "/api/top-prompts?limit=1000",
            "/api/subagent-stats",
            "/api/sessions",
            "/api/sessions?limit=1000",
            "/api/sessions/" + BenchmarkData.SESSION,
            "/api/spans/tree?traceId=" + BenchmarkData.TRACE);

    private enum Span {
        MONTH(30, 50),
        YEAR(365, 200);

        private final int days;
        private final int barMs;

        Span(int days, int barMs) {
            this.days = days;
            this.barMs = barMs;
        }
    }

    private enum Filter {
        NONE,
        USER,
        TEAM,
        REPO,
        MODEL
    }

    private record Question(String endpoint, Filter filter, Span span) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(7);
    private final BenchmarkData.Size size;
    private final String base;
    private final String token;

    private PanelBenchmark(BenchmarkData.Size size, String base, String token) {
        this.size = size;
        this.base = base;
        this.token = token;
    }

    static void main(String[] args) throws SQLException, IOException, InterruptedException {
        Map<String, String> options = options(args);
        BenchmarkData.Size size =
                new BenchmarkData.Size(number(options, "users", 1000), 40, 200, number(options, "days", 365), LAST_DAY);
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "benchmark");
        Path file = Path.of(
                options.getOrDefault("file", directory.resolve("metric-ai.db").toString()));
        if (!Files.exists(file)) {
            BenchmarkData.fill(file, size);
        }
        BenchmarkData.upgrade(file);
        System.out.printf("%s: %.2f GB%n", file, Files.size(file) / 1e9);
        boolean held;
        try (LocalAccess access = LocalAccess.start(new LocalAccess.Config(directory, "127.0.0.1", 0, null));
                ConfigurableApplicationContext context = DashboardApi.start(
                        Fixtures.NOON, TestApi.settings(file, access.issuer(), access.audience(), access.jwksUrl()))) {
            LoggingSystem.get(PanelBenchmark.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
            String token = AccessTokens.open(directory, Fixtures.NOON).issue(BenchmarkData.ADMIN, Duration.ofHours(10));
            held = new PanelBenchmark(size, TestApi.base(context), token)
                    .run(number(options, "rounds", 20), options.getOrDefault("only", ""));
        }
        if (!held && options.containsKey("strict")) {
            System.exit(1);
        }
    }

    private boolean run(int rounds, String only) throws IOException, InterruptedException {
        System.out.printf(
                "%n%-42s %-6s %-6s %9s %9s %9s %9s%n",
                "endpoint", "filter", "range", "p50 ms", "p95 ms", "max ms", "KB");
        int missed = 0;
        List<Question> questions = questions(only);
        // Once through, so that the first ones do not pay for a cold process.
        for (Question question : questions) {
            bytes(request(question));
        }
        for (Question question : questions) {
            long[] micros = new long[rounds];
            long bytes = 0;
            for (int round = -WARM_UP; round < rounds; round++) {
                HttpRequest request = request(question);
                long start = System.nanoTime();
                bytes = bytes(request);
                long took = (System.nanoTime() - start) / 1000;
                if (round >= 0) {
                    micros[round] = took;
                }
            }
            Arrays.sort(micros);
            missed += print(question, micros, bytes) ? 0 : 1;
        }
        System.out.printf("%n%d of %d bars missed%n", missed, questions.size());
        return missed == 0;
    }

    /** Asks, and reads the answer to its end. */
    private long bytes(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length;
    }

    private static List<Question> questions(String only) {
        List<Question> questions = new ArrayList<>();
        for (String endpoint : ENDPOINTS) {
            boolean takesRange = !endpoint.matches("/api/(me|reporting|sessions/|spans).*");
            for (Filter filter : Filter.values()) {
                for (Span span : Span.values()) {
                    if (endpoint.contains(only) && (takesRange || (filter == Filter.NONE && span == Span.MONTH))) {
                        questions.add(new Question(endpoint, filter, span));
                    }
                }
            }
        }
        return questions;
    }

    /** With another user, team, repo or model each time. */
    private HttpRequest request(Question question) {
        String filter = switch (question.filter) {
            case NONE -> "";
            case USER -> "&user=" + encoded(BenchmarkData.user(random.nextInt(size.users())));
            case TEAM -> "&team=" + encoded(BenchmarkData.team(random.nextInt(size.teams())));
            case REPO -> "&repo=" + encoded(BenchmarkData.repo(random.nextInt(size.repos())));
            case MODEL -> "&model=" + encoded(BenchmarkData.MODELS.get(random.nextInt(BenchmarkData.MODELS.size())));
        };
        String range = "from=" + LAST_DAY.minusDays(question.span.days - 1L) + "&to=" + LAST_DAY;
        String path = question.endpoint + (question.endpoint.contains("?") ? "&" : "?") + range + filter;
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Cf-Access-Jwt-Assertion", token)
                .build();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** One line; whether its bar held. */
    private static boolean print(Question question, long[] sortedMicros, long bytes) {
        double p95 = at(sortedMicros, 0.95);
        boolean held = p95 < question.span.barMs;
        System.out.printf(
                "%-42s %-6s %-6s %9.1f %9.1f %9.1f %9.1f%s%n",
                question.endpoint,
                question.filter.name().toLowerCase(Locale.ROOT),
                question.span.days + " d",
                at(sortedMicros, 0.5),
                p95,
                at(sortedMicros, 1),
                bytes / 1e3,
                held ? "" : "  MISSED " + question.span.barMs);
        return held;
    }

    /** The smallest value that so many are not above, in milliseconds. */
    private static double at(long[] sortedMicros, double part) {
        return sortedMicros[(int) Math.ceil(part * sortedMicros.length) - 1] / 1e3;
    }

    private static Map<String, String> options(String... args) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String arg : args) {
            String[] parts = arg.replaceFirst("^--", "").split("=", 2);
            options.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return options;
    }

    private static int number(Map<String, String> options, String name, int usual) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(usual)));
    }
}
