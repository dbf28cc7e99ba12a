package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.standalone.e2e.Commands.Result;
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
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types, and what is said when something is in the way. */
class CommandLineIT {
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    private static Path folder;

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
    void accessToken_isAloneOnStdout_andTheDashboardKnowsIt() {
        Result result = Commands.run("access-token", "--data", data());

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        assertThat(suite.get("/api/me").path("email").asString()).isEqualTo("admin@localhost");
    }

    @Test
    void accessToken_ofAStranger_isRefused() {
        Result result = Commands.run("access-token", "--email", "stranger@example.com", "--data", data());

        assertThat(result.code()).isZero();
        assertThat(status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + suite.dashboardPort + "/api/me"))
                        .header("Cf-Access-Jwt-Assertion", result.out().strip())))
                .isEqualTo(403);
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
        assertThat(other.output()).contains("Stopped.");
        assertThat(other.complaints()).isEmpty();
        assertThat(suite.get("/api/me").path("email").asString()).isEqualTo("admin@localhost");
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
