package com.metricai.standalone.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The command line as {@code ./metric-ai} runs it: a JVM on what the build put into {@code target/app}. */
final class Commands {
    private static final Path APP = Path.of("target", "app").toAbsolutePath();

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    private Commands() {}

    /** What a command left behind. */
    record Result(int code, String out, String err) {}

    /** Runs a command to its end. */
    static Result run(String... arguments) {
        return run(Path.of("").toAbsolutePath(), arguments);
    }

    static Result run(Path workingDirectory, String... arguments) {
        try {
            Path out = Files.createTempFile("metric-ai", ".out");
            Path err = Files.createTempFile("metric-ai", ".err");
            try {
                Process process = builder(arguments)
                        .directory(workingDirectory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(Arrays.toString(arguments) + " did not end: " + read(err));
                }
                return new Result(process.exitValue(), read(out), read(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command; what it prints is appended to the file. */
    static Process spawn(Path output, String... arguments) {
        try {
            return builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command by the script, as people do; what it prints is appended to the file. */
    static Process spawnScript(Path output, String... arguments) {
        try {
            // What the script runs is what this build made: else it would begin one of its own.
            Files.writeString(Path.of("target", "built"), "");
            List<String> command =
                    new ArrayList<>(List.of(Path.of("..", "metric-ai").toString()));
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                APP.resolve("*").toString(),
                "com.metricai.standalone.cli.MetricAi"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** A thread dump. */
    static String threads(Process process) {
        try {
            Process dump = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no thread dump: " + e;
        }
    }

    /**
     * Below the range from which outgoing connections get theirs: while nobody listens there, a client that keeps trying
     * could be given the very port as its own, connect to itself and keep the suite from starting.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one then.
            }
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
