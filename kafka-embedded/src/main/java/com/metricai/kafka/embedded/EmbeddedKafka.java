package com.metricai.kafka.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and its controller in this JVM, on 127.0.0.1 only, without authentication.
 *
 * <p>Topics, records and committed offsets are in the data directory and survive {@link #close()} as well as kill -9 of the
 * process. What was acknowledged is in the operating system's page cache: a power failure can lose the last seconds of it.
 *
 * <p>Topics must be created by whoever uses them. A topic that sets {@code segment.bytes} itself must set it above
 * {@link #MAX_RECORD_BYTES}, or the broker refuses records larger than the segment.
 *
 * <p>When the broker can no longer work (its disk fails, say) Kafka halts the whole JVM, by design and without appeal.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Largest record batch that the broker takes, in bytes: a body of 64 MiB and some room for key, headers and framing. */
    public static final int MAX_RECORD_BYTES = 72 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** A port that was free a moment ago can be gone; three times in a row is something else. */
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, DirectoryLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it takes connections, after 1 to 3 seconds. The caller closes it.
     *
     * @param dataDir created when missing; belongs to the broker alone
     * @param port the clients' port, 0 for a free one
     * @param overrides Kafka broker settings that win over this class's own
     * @throws EmbeddedKafkaException when it could not be started; nothing of it is left running then
     */
    public static EmbeddedKafka start(Path dataDir, int port, Map<String, String> overrides) {
        Path directory = dataDir.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Room.require(directory, Room.TO_START_BYTES);
            format(directory);
            return start(directory, port, overrides, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedKafka start(Path directory, int wanted, Map<String, String> overrides, DirectoryLock lock) {
        if (wanted != 0) {
            Ports.requireFree(wanted);
        }
        for (int attempt = 1; ; attempt++) {
            int port = wanted == 0 ? Ports.free() : wanted;
            try {
                KafkaRaftServer server = startServer(BrokerSettings.of(directory, port, Ports.free(), overrides));
                return new EmbeddedKafka(server, lock, port);
            } catch (PortLostException e) {
                if (attempt == ATTEMPTS) {
                    throw Ports.taken(port, e);
                }
            }
        }
    }

    private static KafkaRaftServer startServer(Map<String, String> settings) throws PortLostException {
        KafkaRaftServer server = null;
        StartupFaults.report();
        try {
            server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Throwable e) {
            // Scala throws checked exceptions undeclared. The broker's threads are no daemons: they would keep the JVM
            // up.
            shutDownQuietly(server);
            if (hasCause(e, BindException.class)) {
                throw new PortLostException(e);
            }
            throw new EmbeddedKafkaException("the Kafka broker could not be started: " + e.getMessage(), e);
        } finally {
            StartupFaults.halt();
        }
    }

    /** Writes the directory's identity, once. It is the last file written, so an interrupted first start formats again. */
    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setUnstableFeatureVersionsEnabled(false)
                    .run();
        } catch (Exception e) {
            throw new EmbeddedKafkaException(
                    "directory %s could not be prepared for Kafka: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The clients' port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Stops the broker, writing out what it holds, and waits for it: about a second. Further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shutDownQuietly(server);
            lock.close();
        }
    }

    private static void shutDownQuietly(@Nullable KafkaRaftServer server) {
        if (server == null) {
            return;
        }
        try {
            server.shutdown();
            server.awaitShutdown();
        } catch (Throwable e) {
            log.warn("the Kafka broker did not stop cleanly", e);
        }
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** Somebody took a port between our looking for a free one and the broker's binding it. */
    private static final class PortLostException extends Exception {
        PortLostException(Throwable cause) {
            super(cause);
        }
    }
}
