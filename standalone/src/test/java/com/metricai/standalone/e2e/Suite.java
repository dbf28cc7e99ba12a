package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.standalone.e2e.Commands.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running {@code metric-ai up} with a data directory, ports, an ingest token and a dashboard token of its own. */
final class Suite implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration START = Duration.ofMinutes(3);

    final Path data;
    final Path output;
    final int ingestPort = Commands.freePort();
    final int dashboardPort = Commands.freePort();

    // HTTP/1.1, as the client: one connection, one request at a time.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private Process process;
    private final String token;
    private final String jwt;

    private final boolean byScript;

    private Suite(Path folder, boolean byScript) {
        this.byScript = byScript;
        data = folder.resolve("data");
        output = folder.resolve("output.txt");
        process = spawn();
        try {
            awaitAnswers();
            token = value("token", "create", "--label", "tests", "--data", data.toString());
            jwt = value("access-token", "--data", data.toString());
            Await.until(
                    "the token is taken",
                    Duration.ofSeconds(30),
                    () -> post("traces", "{}").statusCode() == 200);
        } catch (RuntimeException | Error e) {
            kill9();
            throw e;
        }
    }

    /** Starts everything; the tests are skipped where the engine is not to be had. */
    static Suite start(Path folder) {
        requireEngine();
        return new Suite(folder, false);
    }

    /** As {@link #start}, by the script, which starts again what dies. */
    static Suite startByScript(Path folder) {
        requireEngine();
        return new Suite(folder, true);
    }

    static void requireEngine() {
        try {
            EngineLibrary.ofThisMachine().install(line -> {});
        } catch (EngineUnavailableException e) {
            abort("skipped, the ClickHouse engine is not to be had here: " + e.getMessage());
        }
    }

    private Process spawn() {
        String[] up = {
            "up",
            "--data",
            data.toString(),
            "--ingest-port",
            Integer.toString(ingestPort),
            "--dashboard-port",
            Integer.toString(dashboardPort)
        };
        return byScript ? Commands.spawnScript(output, up) : Commands.spawn(output, up);
    }

    /** Until both ports answer. */
    void awaitAnswers() {
        try {
            Await.until("both ports answer", START, this::answers);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + diagnosis(), e);
        }
    }

    private boolean answers() {
        assertThat(process.isAlive()).as(() -> "up ended: " + output()).isTrue();
        HttpRequest.Builder export = request(ingestPort, "/v1/traces")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        return send(request(dashboardPort, "/api/me").build()).statusCode() == 401
                && send(export.build()).statusCode() == 401;
    }

    /** What it did last and what its threads do, for a failure that may never show again. */
    private String diagnosis() {
        List<String> log = logLines();
        return String.join("\n", log.subList(Math.max(0, log.size() - 30), log.size()))
                + "\n"
                + output()
                + "\n"
                + Commands.threads(process);
    }

    private static String value(String... arguments) {
        Result result = Commands.run(arguments);
        assertThat(result.code()).as(result.toString()).isZero();
        return result.out().strip();
    }

    long pid() {
        return process.pid();
    }

    String token() {
        return token;
    }

    String jwt() {
        return jwt;
    }

    HttpResponse<String> post(String signal, String json) {
        return send(request(ingestPort, "/v1/" + signal)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> post(Request export) {
        HttpRequest.Builder request = request(
                        ingestPort, "/v1/" + export.signal().wireName())
                .header("Content-Type", export.contentType())
                .header("Authorization", "Bearer " + token);
        if (export.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        return send(request.POST(BodyPublishers.ofByteArray(export.wire())).build());
    }

    /** Posts all, one after the other; every one is taken. */
    void postAll(List<Request> exports) {
        for (Request export : exports) {
            assertThat(post(export).statusCode()).as(export.file()).isEqualTo(200);
        }
    }

    /** What a panel answers. */
    JsonNode get(String path) {
        HttpResponse<String> answer = getRaw(path);
        assertThat(answer.statusCode()).as(() -> path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> getRaw(String path) {
        return send(request(dashboardPort, path)
                .header("Cf-Access-Jwt-Assertion", jwt)
                .build());
    }

    /** A change, as the pages make it. */
    HttpResponse<String> change(String path, String json) {
        return send(request(dashboardPort, path)
                .header("Cf-Access-Jwt-Assertion", jwt)
                .header("X-Requested-With", "metric-ai")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Ingest's own numbers, as Prometheus reads them. */
    String ingestMetrics() {
        return metrics(ingestPort);
    }

    String metrics(int port) {
        return send(request(port, "/actuator/prometheus").build()).body();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The power cord: no process of it has a chance to say good-bye. */
    void kill9() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    /** The JVM that the script started. */
    ProcessHandle jvm() {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    /** Kills one process with -9, and waits for its end. */
    static void kill9(ProcessHandle one) {
        one.destroyForcibly();
        one.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until it has ended, and returns its exit status. */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** As ^C does. */
    int terminate() {
        process.destroy();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends when told to")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Starts again on the same data. */
    void restart() {
        process = spawn();
        awaitAnswers();
    }

    String output() {
        return Commands.read(output);
    }

    /** The log, rolled files included. */
    List<String> logLines() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return files.sorted().flatMap(file -> Commands.read(file).lines()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the consumer has given up on a malformed export: after the first attempt and three more. */
    void awaitRefusal() {
        Await.until(
                "the export is refused for good",
                Duration.ofMinutes(1),
                () -> logLines().stream()
                                .filter(line -> line.contains("export refused"))
                                .count()
                        >= 4);
    }

    /** Warnings and errors of our own code; Kafka complains of a slow machine, which a machine that runs tests is. */
    List<String> complaints() {
        return logLines().stream()
                .filter(line -> {
                    JsonNode entry = JSON.readTree(line);
                    return entry.path("logger").asString("").startsWith("com.metricai")
                            && List.of("WARN", "ERROR")
                                    .contains(entry.path("level").asString(""));
                })
                .toList();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
        // Whatever did not end by itself.
        ProcessHandle left = process.toHandle();
        if (left.isAlive()) {
            kill9();
        }
    }
}
