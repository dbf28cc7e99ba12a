package com.metricai.clickhouse.embedded;

import com.metricai.clickhouse.embedded.http.EngineOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ClickHouse engine on a directory, in a child process that is started again when it dies, on the same port and with the
 * same password. It listens on 127.0.0.1 only.
 *
 * <p>Whoever has the password can read every file that this user can, through ClickHouse's table functions: statements that a
 * person typed must run with the setting {@code readonly=1}, which forbids them.
 *
 * <p>An insert that was acknowledged survives kill -9 of the child and of this process. One that was not may have been stored
 * all the same, so inserts must be repeatable.
 */
public final class EmbeddedClickHouse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedClickHouse.class);

    private static final String USER = "metric_ai";
    private static final String DATABASE = "metric_ai";
    private static final int PASSWORD_BYTES = 24;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A child that lived this long did not die of its start. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final FileChannel lock;
    private final EngineOptions options;
    private final String password;
    private final Thread supervisor;
    private volatile EngineProcess process;
    private volatile boolean closing;

    /**
     * What there is to choose.
     *
     * @param dataDir created when missing; belongs to the engine alone
     * @param library from {@link EngineLibrary}
     * @param port 0 for a free one
     * @param maxMemoryBytes of a single statement, which fails when it needs more
     */
    public record Config(Path dataDir, Path library, int port, long maxMemoryBytes) {}

    private EmbeddedClickHouse(FileChannel lock, EngineOptions options, String password, EngineProcess process) {
        this.lock = lock;
        this.options = options;
        this.password = password;
        this.process = process;
        this.supervisor =
                Thread.ofPlatform().daemon().name("clickhouse-supervisor").unstarted(this::supervise);
    }

    /**
     * Starts the engine and returns when it answers, after about a second. The caller closes it.
     *
     * @throws EmbeddedClickHouseException when the directory is in use, the port is taken or the engine refuses to start
     */
    public static EmbeddedClickHouse start(Config config) {
        Path directory = config.dataDir().toAbsolutePath().normalize();
        FileChannel lock = lock(directory);
        try {
            String password = newPassword();
            EngineProcess process = EngineProcess.start(options(config, directory, config.port()), password);
            EmbeddedClickHouse clickHouse =
                    new EmbeddedClickHouse(lock, options(config, directory, process.port()), password, process);
            clickHouse.supervisor.start();
            return clickHouse;
        } catch (RuntimeException | Error e) {
            release(lock);
            throw e;
        }
    }

    private static EngineOptions options(Config config, Path directory, int port) {
        return new EngineOptions(
                config.library().toAbsolutePath(), directory, port, USER, DATABASE, config.maxMemoryBytes());
    }

    /**
     * For clickhouse-jdbc, without user and password. Answers are not compressed, which the engine's HTTP interface does not
     * do and loopback does not need; plain inserts go as RowBinary, in less than half the time.
     */
    public String jdbcUrl() {
        return "jdbc:clickhouse://127.0.0.1:%d/%s?compress=false&beta.row_binary_for_simple_insert=true"
                .formatted(options.port(), DATABASE);
    }

    /** Of ClickHouse's HTTP interface: {@code http://127.0.0.1:port}. */
    public String httpUrl() {
        return "http://127.0.0.1:" + options.port();
    }

    /** The one user. */
    public String user() {
        return USER;
    }

    /** The user's password, another one with each start. */
    public String password() {
        return password;
    }

    /** The database that exists from the start and that a connection uses unless it names another. */
    public String database() {
        return DATABASE;
    }

    /** Whether the child is up; false for a moment after it died. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Process id of the child, another one after it died. */
    public long pid() {
        return process.pid();
    }

    /** Lets running statements finish, within seconds, and ends the child. Further calls do nothing. */
    @Override
    public void close() {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.stop();
        release(lock);
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closing) {
                long started = System.nanoTime();
                int status = process.awaitEnd();
                if (System.nanoTime() - started > STABLE.toNanos()) {
                    pause = FIRST_PAUSE;
                }
                log.error("the ClickHouse engine ended with status {} and is started again", status);
                pause = restart(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // By close(), which ends the child.
        }
    }

    /** Tries until it is up again. Returns how long to wait should it die at once. */
    private Duration restart(Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        while (true) {
            Thread.sleep(pause);
            pause = longer(pause);
            try {
                process = EngineProcess.start(options, password);
                log.info("the ClickHouse engine is up again");
                return pause;
            } catch (EmbeddedClickHouseException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                log.error("the ClickHouse engine could not be started again, trying on", e);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Held by this process, beside the child's own: a second instance is told at once, without a child being started. */
    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("metric-ai.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new EmbeddedClickHouseException(
                        "directory is locked by another instance: %s (stop that one, or use another directory)"
                                .formatted(directory));
            }
            return channel;
        } catch (IOException e) {
            throw new EmbeddedClickHouseException("directory %s cannot be used: %s".formatted(directory, e), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisJvm) {
            return false;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("the lock goes with the process", e);
        }
    }
}
