package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.NativeExit;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The child process. It says {@code READY <port>} or {@code FAILED <reason>} on stdout, complains on stderr, and ends when
 * its stdin does: so it ends with its parent, however that one died.
 */
public final class EngineMain {
    /** Holds the password, which a command line would show to everybody on the machine. */
    public static final String PASSWORD_VARIABLE = "METRIC_AI_ENGINE_PASSWORD";

    public static final String READY = "READY ";
    public static final String FAILED = "FAILED ";

    /** A predecessor whose parent was killed needs as long as this to notice and to end. */
    private static final Duration PREDECESSOR = Duration.ofSeconds(15);

    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration RETRY = Duration.ofMillis(50);

    /** Reachable for as long as the process lives: a collected channel would give its lock back. */
    @SuppressWarnings("unused")
    private static @Nullable FileChannel lock;

    private EngineMain() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        TerminalSignals.ignore();
        Thread parent = Thread.ofPlatform().daemon().name("parent").start(EngineMain::awaitParentsEnd);
        try {
            EngineOptions options = EngineOptions.parse(arguments);
            lock(options.data());
            EngineServer server = EngineServer.start(options, new Credentials(options.user(), password()));
            out.println(READY + server.port());
            out.flush();
            parent.join();
            // A statement that does not want to end must not keep the directory from the next process.
            Thread.ofPlatform().daemon().name("watchdog").start(EngineMain::haltWhenStuck);
            server.close();
            System.err.flush();
            NativeExit.exit(0);
        } catch (BindException e) {
            fail(
                    out,
                    "port %d is taken (stop what listens there, or choose another port)"
                            .formatted(EngineOptions.parse(arguments).port()));
        } catch (Exception | LinkageError e) {
            fail(out, String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private static void fail(PrintStream out, String reason) {
        out.println(FAILED + reason);
        out.flush();
        Runtime.getRuntime().halt(1);
    }

    private static String password() {
        String password = System.getenv(PASSWORD_VARIABLE);
        if (password == null || password.isEmpty()) {
            throw new IllegalArgumentException(PASSWORD_VARIABLE + " is not set");
        }
        return password;
    }

    private static void lock(Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        FileChannel channel =
                FileChannel.open(data.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + PREDECESSOR.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                throw new IOException("directory is locked by another instance: " + data);
            }
            Thread.sleep(RETRY);
        }
        lock = channel;
    }

    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said here; only the end counts.
            }
        } catch (IOException e) {
            // As good as an end.
        }
    }

    private static void haltWhenStuck() {
        try {
            Thread.sleep(STOP);
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(2);
    }
}
