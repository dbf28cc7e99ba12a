package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.standalone.e2e.Commands.Result;
import com.metricai.store.access.Actor;
import com.metricai.store.access.Members;
import com.metricai.store.access.Role;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types, and what is said when something is in the way. */
class CommandLineIT {
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    private static Path folder;

    private static final String CLI = "cli:" + System.getProperty("user.name");

    @SuppressWarnings("NullAway.Init")
    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start(folder);
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void newToken_isAloneOnStdout_andTakenWithin5Seconds() {
        Result result = Commands.run("token", "create", "--label", "laptop", "--data", data());

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("mai_[0-9A-Za-z]{38}\\R");
        Await.until(
                "it is taken",
                Duration.ofSeconds(5),
                () -> ingestStatus(result.out().strip()) == 200);
    }

    @Test
    void token_livesByTheCommandLine() {
        String secret = Commands.run(
                        "token",
                        "create",
                        "--label",
                        "ci machine",
                        "--expires",
                        "90d",
                        "--team",
                        "infra",
                        "--data",
                        data())
                .out()
                .strip();
        Await.until("it is taken", Duration.ofSeconds(5), () -> ingestStatus(secret) == 200);
        String id = idOf(line("ci machine", "active"));
        Await.until(
                "its use is reported",
                Duration.ofSeconds(30),
                () -> !line("ci machine", "active").contains("not yet"));

        Result rotated = Commands.run("token", "rotate", id, "--overlap", "0m", "--data", data());
        assertThat(rotated.out()).matches("mai_[0-9A-Za-z]{38}\\R");
        assertThat(rotated.err()).contains("The new token has the id");
        Await.until(
                "the new one is taken",
                Duration.ofSeconds(5),
                () -> ingestStatus(rotated.out().strip()) == 200);
        Await.until("the old one is not", Duration.ofSeconds(5), () -> ingestStatus(secret) == 401);
        assertClearRefusal(Commands.run("token", "rotate", id, "--data", data()), "rotate one that is valid");

        String fresh = idOf(line("ci machine", "active"));
        assertThat(Commands.run("token", "revoke", fresh, "--data", data()).out())
                .contains("is revoked");
        Await.until(
                "it is refused",
                Duration.ofSeconds(5),
                () -> ingestStatus(rotated.out().strip()) == 401);
        assertThat(Commands.run("token", "revoke", fresh, "--data", data()).code())
                .as("again")
                .isZero();
        assertClearRefusal(Commands.run("token", "revoke", "nobody", "--data", data()), "token list shows them all");
        assertThat(audited(id)).containsExactly("token.created " + CLI + " done", "token.rotated " + CLI + " done");
        assertThat(audited(fresh)).containsExactly("token.revoked " + CLI + " done");
    }

    @Test
    void tokenWithNonsense_isRefusedInOneLine() {
        assertClearRefusal(
                Commands.run("token", "create", "--label", "x", "--expires", "soon", "--data", data()), "such as 30m");
        assertClearRefusal(Commands.run("token", "create", "--label", " ", "--data", data()), "1 to 200 characters");
        assertClearRefusal(Commands.run("token", "create", "--label", "a\nb", "--data", data()), "control characters");
    }

    @Test
    void doctor_findsAllWell_orSaysWhatIsNot() {
        String url = "http://127.0.0.1:" + suite.ingestPort;
        Result well = Commands.run("doctor", "--url", url, "--token", suite.token());
        assertThat(well.out()).contains("✓ traces", "✓ clock", "All is well.").doesNotContain("✗", suite.token());
        assertThat(well.code()).isZero();

        String typo = suite.token().substring(0, suite.token().length() - 1) + "-";
        Result wrong = Commands.run("doctor", "--url", url + "/v1/logs", "--token", typo);
        assertThat(wrong.out())
                .contains("the URL ends in /v1/logs", "its checksum is wrong", "401: this is no ingest token");
        assertThat(wrong.code()).isEqualTo(1);

        Result dashboard =
                Commands.run("doctor", "--url", "http://127.0.0.1:" + suite.dashboardPort, "--token", suite.token());
        assertThat(dashboard.out()).contains("✗ metrics", "Not all is well").doesNotContain(suite.token());
        assertThat(dashboard.code()).isEqualTo(1);
    }

    /** Of the list of tokens: the one with this label in this state. */
    private static String line(String label, String state) {
        return Commands.run("token", "list", "--data", data())
                .out()
                .lines()
                .filter(line -> line.endsWith(label) && line.contains(" " + state + " "))
                .findFirst()
                .orElseThrow();
    }

    private static String idOf(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static List<String> audited(String subject) {
        try (Sqlite sqlite = Sqlite.reader(suite.data.resolve("metric-ai.db"))) {
            return sqlite.jdbi()
                    .withHandle(handle -> handle.select(
                                    "SELECT action || ' ' || actor || ' ' || outcome FROM audit_log WHERE subject = ? ORDER BY id",
                                    subject)
                            .mapTo(String.class)
                            .list());
        }
    }

    @Test
    void accessToken_isAloneOnStdout_andTheDashboardKnowsIt() {
        Result result = Commands.run("access-token", "--data", data());

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        assertThat(suite.get("/api/me").path("email").asString()).isEqualTo("admin@localhost");
        assertThat(suite.get("/api/me").path("ingestUrl").asString()).isEqualTo("http://127.0.0.1:" + suite.ingestPort);
    }

    @Test
    void accessToken_ofAStranger_isRefused() {
        Result result = Commands.run("access-token", "--email", "stranger@example.com", "--data", data());

        assertThat(result.code()).isZero();
        assertThat(dashboardStatus(result.out().strip(), "/api/me")).isEqualTo(403);
    }

    @Test
    void lockedDirectory_isSaid() {
        assertClearRefusal(up(data()), "another metric-ai is running on " + data());
    }

    @Test
    void takenPort_isSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = Commands.run(
                    "up",
                    "--data",
                    folder.resolve("other").toString(),
                    "--ingest-port",
                    Integer.toString(taken.getLocalPort()),
                    "--dashboard-port",
                    Integer.toString(Commands.freePort()));

            assertClearRefusal(result, "port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void dataThatIsAFile_isSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertClearRefusal(up(file.toString()), file + " is a file");
    }

    @Test
    void operator_isMadeByTheCommandLine_andSeesNoContent() {
        Result granted = Commands.run("member", "grant", "--email", "Ops@localhost", "--role", "ops", "--data", data());
        assertThat(granted.code()).as(granted.err()).isZero();
        assertThat(granted.out()).contains("ops@localhost has the role ops in default.");
        String token = Commands.run("access-token", "--email", "ops@localhost", "--data", data())
                .out()
                .strip();
        assertThat(dashboardStatus(token, "/api/ops/orgs")).isEqualTo(200);
        assertThat(dashboardStatus(token, "/api/cost-trend")).isEqualTo(403);
        assertClearRefusal(
                Commands.run("member", "grant", "--email", "admin@localhost", "--role", "ops", "--data", data()),
                "last admin");
        assertClearRefusal(
                Commands.run("member", "grant", "--email", "x", "--role", "viewer", "--data", data()),
                "not an e-mail address");
        assertClearRefusal(
                Commands.run("member", "grant", "--email", "a@b.example", "--role", "boss", "--data", data()),
                "viewer, admin or ops");
    }

    @Test
    void unknownOrg_isSaid() {
        assertClearRefusal(
                Commands.run("token", "create", "--label", "x", "--org", "nobody", "--data", data()),
                "there is no org nobody");
    }

    @Test
    void directoryWithoutData_isSaid() {
        String nothing = folder.resolve("nothing").toString();

        assertClearRefusal(
                Commands.run("token", "create", "--label", "x", "--data", nothing), "run ./metric-ai up first");
        assertClearRefusal(Commands.run("access-token", "--data", nothing), "run ./metric-ai up first");
    }

    @Test
    void twoInstances_runSideBySide_andEndWhenTold() throws IOException {
        Suite other = Suite.start(Files.createDirectory(folder.resolve("second")));
        int code;
        long started;
        try (other) {
            assertThat(other.get("/api/me").path("email").asString()).isEqualTo("admin@localhost");
            assertThat(ingestStatus(other.token())).as("the other's token").isEqualTo(401);

            started = System.nanoTime();
            code = other.terminate();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        assertThat(code).isIn(0, SIGTERM_EXIT);
        assertThat(other.output())
                .containsSubsequence(
                        "ClickHouse is ready.",
                        "Kafka is ready.",
                        "consumer is ready.",
                        "rollup is ready.",
                        "ingest is ready.",
                        "dashboard is ready.",
                        "metric-ai is running.",
                        "Stopped.");
        assertThat(other.complaints()).isEmpty();
        assertThat(suite.get("/api/me").path("email").asString()).isEqualTo("admin@localhost");
    }

    @Test
    void removedAdmin_isNotBroughtBackByTheNextStart() throws IOException {
        Suite other = Suite.start(Files.createDirectory(folder.resolve("third")));
        try (other) {
            assertThat(other.getRaw("/api/me").statusCode()).isEqualTo(200);
            try (Sqlite sqlite = Sqlite.writer(other.data.resolve("metric-ai.db"))) {
                Members members = new Members(sqlite.jdbi(), Clock.systemUTC());
                members.invite("default", "boss@localhost", Role.ADMIN, Actor.local("admin@localhost"));
                members.remove("default", "admin@localhost", Actor.local("boss@localhost"));
                String first = sqlite.jdbi()
                        .withHandle(handle -> handle.select(
                                        "SELECT actor || ' ' || action FROM audit_log WHERE org_id = 'default' ORDER BY id")
                                .mapTo(String.class)
                                .first());
                assertThat(first).isEqualTo("metric-ai up org.created");
            }
            other.terminate();
            other.restart();
            assertThat(other.getRaw("/api/me").statusCode()).isEqualTo(403);
        }
    }

    private static String data() {
        return suite.data.toString();
    }

    private static Result up(String data) {
        return Commands.run(
                "up",
                "--data",
                data,
                "--ingest-port",
                Integer.toString(Commands.freePort()),
                "--dashboard-port",
                Integer.toString(Commands.freePort()));
    }

    private static void assertClearRefusal(Result result, String saying) {
        assertThat(result.code()).as(result.toString()).isEqualTo(1);
        assertThat(result.err().lines())
                .as("one line, no stack trace")
                .singleElement()
                .asString()
                .contains(saying);
    }

    private static int dashboardStatus(String jwt, String path) {
        return status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + suite.dashboardPort + path))
                .header("Cf-Access-Jwt-Assertion", jwt));
    }

    private static int ingestStatus(String token) {
        return status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + suite.ingestPort + "/v1/traces"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    private static int status(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
