package com.metricai.standalone;

import com.metricai.access.LocalAccess;
import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.kafka.embedded.EmbeddedKafkaException;
import com.metricai.standalone.recovery.Restore;
import com.metricai.standalone.recovery.RunningInstance;
import com.metricai.standalone.recovery.StoreCheck;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Actor;
import com.metricai.store.access.IngestToken;
import com.metricai.store.access.Orgs;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Everything on one machine, in one process and the engine's child process: the parts are the real ones, only their
 * addresses are chosen here. Closing stops them in the reverse order of their start.
 */
public final class Standalone implements AutoCloseable {
    /** The member that the first start makes. */
    public static final String ADMIN = "admin@localhost";

    static final String ORG = "default";

    /** Who made the org, its first member and its first tokens, as the pages name it. */
    static final String MADE_BY = "metric-ai up";

    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
    private static final String HOST = "127.0.0.1";

    /** What {@code up} was told. */
    public record Options(DataDirectory data, int ingestPort, int dashboardPort, boolean demo) {}

    private final Options options;
    private final Terminal terminal;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private @Nullable LocalAccess access;
    private @Nullable IngestToken firstToken;
    private @Nullable Demo demo;

    private Standalone(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /**
     * Starts everything; returns when it takes requests.
     *
     * @throws UserError when something is in the way that the person at the terminal can mend
     */
    public static Standalone start(Options options, Terminal terminal) {
        Standalone standalone = new Standalone(options, terminal);
        try {
            standalone.run();
            return standalone;
        } catch (RuntimeException | Error e) {
            standalone.close();
            if (isTakenPort(e)) {
                throw new UserError(
                        "a port was taken by another program while everything was starting: start again", e);
            }
            throw e;
        }
    }

    /** Between the look at the beginning and the moment that a service binds its port, somebody else may have come. */
    private static boolean isTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof PortInUseException) {
                return true;
            }
        }
        return false;
    }

    private void run() {
        parts.push(options.data.lock());
        StoreCheck.sqlite(options.data);
        Ports.requireFree(HOST, options.ingestPort, "--ingest-port");
        Ports.requireFree(HOST, options.dashboardPort, "--dashboard-port");
        terminal.say("Starting ClickHouse, Kafka, the four services and the dashboard …");
        ClickHouse clickHouse = clickHouse();
        terminal.say("  ClickHouse is ready.");
        EmbeddedKafka kafka = kafka();
        terminal.say("  Kafka is ready.");
        LocalAccess localAccess = localAccess();
        access = localAccess;
        firstToken = prepareStore();
        if (options.demo && !Demo.isLoaded(options.data)) {
            demo = Demo.prepare(options.data, ORG);
        }
        new Services(options, kafka.bootstrapServers(), clickHouse, localAccess).start(parts, terminal);
        parts.push(new RunningInstance(kafka.bootstrapServers(), clickHouse).announce(options.data));
        LOG.info("started");
    }

    private ClickHouse clickHouse() {
        Restore.Engine engine = Engines.start(options.data, terminal);
        parts.push(engine);
        StoreCheck.clickHouse(options.data, engine.clickHouse());
        return engine.clickHouse();
    }

    private EmbeddedKafka kafka() {
        try {
            EmbeddedKafka kafka = EmbeddedKafka.start(options.data.kafka(), 0, Map.of());
            parts.push(kafka);
            return kafka;
        } catch (EmbeddedKafkaException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private LocalAccess localAccess() {
        int port = Ports.remembered(options.data.accessPort(), HOST, options.dashboardPort + 1);
        LocalAccess localAccess = LocalAccess.start(
                new LocalAccess.Config(options.data.access(), HOST, port, null, null, null, dashboardUrl()));
        parts.push(localAccess);
        return localAccess;
    }

    /** The org, its admin and a first token, where they are not there yet; the token only if it was made just now. */
    private @Nullable IngestToken prepareStore() {
        try (Sqlite sqlite = Sqlite.writer(options.data.database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
            new Orgs(sqlite.jdbi(), Clock.systemUTC()).ensure(ORG, "Default", ADMIN, Actor.local(MADE_BY));
            return store.hasToken(ORG) ? null : store.createToken(ORG, "first", MADE_BY);
        }
    }

    private String dashboardUrl() {
        return "http://" + HOST + ":" + options.dashboardPort + "/";
    }

    /** Prints what to copy. The link into the dashboard comes with {@link #loadDemo} where a history is still to be loaded. */
    public void announce() {
        Announcement.lines(
                        ingestUrl(),
                        firstToken == null ? null : firstToken.text(),
                        dashboardUrl(),
                        demo == null ? loginLink() : null,
                        options.data.path())
                .forEach(terminal::say);
    }

    /** Loads the demo history through the ingest URL, if it was asked for and is not there yet; then prints the link to it. */
    public void loadDemo() {
        if (demo != null) {
            try {
                demo.load(URI.create(ingestUrl()), terminal);
            } finally {
                terminal.say("");
                terminal.say(Announcement.signIn(loginLink()));
                terminal.say("");
            }
        }
    }

    private String ingestUrl() {
        return "http://" + HOST + ":" + options.ingestPort;
    }

    private String loginLink() {
        if (access == null) {
            throw new IllegalStateException("not started");
        }
        return access.loginLink(ADMIN, dashboardUrl());
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .log("{} did not stop cleanly", part.getClass().getSimpleName());
            }
        }
    }
}
