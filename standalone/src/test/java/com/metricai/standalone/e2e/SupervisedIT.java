package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./metric-ai up} does when something dies, and when it is told to end. */
class SupervisedIT {
    private static final int BY_INTERRUPT = 130;
    private static final Duration SETTLED = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void processThatIsKilled_comesBackByItself_withAllThatWasAcknowledged() throws Exception {
        List<Request> sent = Captures.requests(Captures.scenarios(), Captures.untilYesterday());
        try (Suite suite = Suite.startByScript(folder)) {
            ProcessHandle first = suite.jvm();
            suite.postAll(sent);
            Suite.kill9(first);
            suite.awaitAnswers();

            ProcessHandle second = suite.jvm();
            assertThat(second.pid()).isNotEqualTo(first.pid());
            Await.until(
                    "the same token is taken",
                    SETTLED,
                    () -> suite.post("traces", "{}").statusCode() == 200);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, NaiveReader.of(sent)));
            assertThat(suite.output()).containsOnlyOnce("the process was killed (signal 9): it is started again");

            List<ProcessHandle> all =
                    Stream.concat(Stream.of(second), second.descendants()).toList();
            assertThat(new ProcessBuilder(
                                    "kill", "-INT", Long.toString(suite.handle().pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(suite.awaitEnd()).isEqualTo(BY_INTERRUPT);
            assertThat(all).noneMatch(ProcessHandle::isAlive);
            assertThat(suite.output()).endsWith("Stopped." + System.lineSeparator());
        }
    }

    @Test
    void scriptThatIsKilled_leavesNothingBehind() {
        try (Suite suite = Suite.startByScript(folder)) {
            ProcessHandle jvm = suite.jvm();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(jvm), jvm.descendants()).toList();
            Suite.kill9(suite.handle());
            all.forEach(one -> one.onExit().orTimeout(30, TimeUnit.SECONDS).join());

            suite.restart();
            assertThat(suite.post("traces", "{}").statusCode()).isEqualTo(200);
            suite.kill9();
            suite.restart();
            assertThat(suite.post("traces", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startThatIsRefused_endsAtOnce() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process up = Commands.spawnScript(
                    output,
                    "up",
                    "--data",
                    folder.resolve("data").toString(),
                    "--ingest-port",
                    Integer.toString(taken.getLocalPort()),
                    "--dashboard-port",
                    Integer.toString(Commands.freePort()));
            assertThat(up.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(up.exitValue()).isEqualTo(1);
        }
        assertThat(Commands.read(output).lines()).singleElement().asString().contains("port", "is taken");
    }
}
