package com.metricai.clickhouse.embedded;

import com.metricai.clickhouse.embedded.http.EngineMain;
import com.metricai.clickhouse.embedded.http.EngineOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the child process. Its stderr goes to the log. */
final class EngineProcess {
    private static final Logger log = LoggerFactory.getLogger("com.metricai.clickhouse.engine");

    /** Much more than a start on a full directory needs, as its predecessor may have to end first. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final int port;

    private EngineProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the child and waits until it answers.
     *
     * @throws EmbeddedClickHouseException with the child's reason when it does not come up
     */
    static EngineProcess start(EngineOptions options, String password) {
        Process process = launch(options, password);
        CompletableFuture<Greeting> greeting = new CompletableFuture<>();
        // Platform threads: reading a pipe keeps a virtual thread's carrier for as long as the child lives, and on two
        // cores
        // there are two carriers, without which no other virtual thread of this JVM runs.
        Thread.ofPlatform().daemon().name("clickhouse-stdout").start(() -> readOutput(process, greeting));
        Thread.ofPlatform().daemon().name("clickhouse-stderr").start(() -> forwardErrors(process));
        boolean up = false;
        try {
            EngineProcess started = switch (greeting.get(START.toSeconds(), TimeUnit.SECONDS)) {
                case Greeting.Ready(int port) -> new EngineProcess(process, port);
                case Greeting.Failed(String reason) ->
                    throw new EngineRefusedException("the embedded ClickHouse did not start: " + reason);
            };
            up = true;
            return started;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // The greeting is never completed with an exception.
        } catch (TimeoutException e) {
            throw new EmbeddedClickHouseException(
                    "the embedded ClickHouse did not start within %d s".formatted(START.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedClickHouseException("interrupted while the embedded ClickHouse started", e);
        } finally {
            if (!up) {
                process.destroyForcibly();
            }
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the child's end and returns its exit status. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Lets running statements finish, within seconds, and ends the child. */
    void stop() {
        try {
            process.outputWriter().close(); // Its stdin: the end of that is what it waits for.
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("the engine did not stop within {} s and is killed", STOP.toSeconds());
            }
        } catch (IOException e) {
            log.debug("the engine has ended already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process launch(EngineOptions options, String password) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The engine's memory is its own; Java only passes bytes on.
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // Else a native crash leaves its report in whatever directory the parent was started in.
                "-XX:ErrorFile=" + options.data().resolve("crash-%p.log"),
                "--enable-native-access=ALL-UNNAMED",
                // Without it every small answer waits 40 ms for the client's acknowledgement of its header.
                "-Dsun.net.httpserver.nodelay=true",
                // Drivers keep connections; the default of 30 s closes them while they think they are good.
                "-Dsun.net.httpserver.idleInterval=3600",
                "-cp",
                classPath().toString(),
                EngineMain.class.getName()));
        command.addAll(options.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(EngineMain.PASSWORD_VARIABLE, password);
        builder.environment().put("TZ", "UTC"); // Of DateTime columns that name no time zone.
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EmbeddedClickHouseException("no process for the embedded ClickHouse: " + e.getMessage(), e);
        }
    }

    /** This module alone: the child uses nothing but the JDK. */
    private static Path classPath() {
        CodeSource source = EngineMain.class.getProtectionDomain().getCodeSource();
        URI location = URI.create(source.getLocation().toString());
        if (location.getScheme().equals("file") && Files.exists(Path.of(location))) {
            return Path.of(location);
        }
        throw new EmbeddedClickHouseException(
                "the embedded ClickHouse cannot be started from %s: extract the jar with java -Djarmode=tools -jar … extract"
                        .formatted(location));
    }

    private static void readOutput(Process process, CompletableFuture<Greeting> greeting) {
        try (BufferedReader lines = process.inputReader()) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(EngineMain.READY)) {
                    greeting.complete(new Greeting.Ready(Integer.parseInt(line.substring(EngineMain.READY.length()))));
                } else if (line.startsWith(EngineMain.FAILED)) {
                    greeting.complete(new Greeting.Failed(line.substring(EngineMain.FAILED.length())));
                } else {
                    log.info("{}", line);
                }
            }
        } catch (IOException e) {
            log.debug("the engine's output broke off", e);
        }
        greeting.complete(new Greeting.Failed("its process ended without giving a reason, see the log"));
    }

    private static void forwardErrors(Process process) {
        try (BufferedReader lines = process.errorReader()) {
            lines.lines().forEach(line -> log.warn("{}", line));
        } catch (IOException | UncheckedIOException e) {
            log.debug("the engine's errors broke off", e);
        }
    }

    /** What the child says first. */
    private sealed interface Greeting {
        record Ready(int port) implements Greeting {}

        record Failed(String reason) implements Greeting {}
    }
}
