package com.metricai.faults;

import com.metricai.access.AccessTokens;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.standalone.DataDirectory;
import com.metricai.standalone.Standalone;
import com.metricai.standalone.recovery.RunningInstance;
import com.metricai.store.clickhouse.ClickHouse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** {@code ./metric-ai up}: the script, everything in one process that it looks after, and the engine as that one's child. */
final class OneProcess implements Installation {
    private static final Duration START = Duration.ofMinutes(10);

    private final DataDirectory data;
    private final Places places;
    private final int ingestPort = Ports.free();
    private final int dashboardPort = Ports.free();
    private final Forwarder clients = new Forwarder(Ports.free(), ingestPort);
    private final Panels panels;
    private final String token;
    private final Child child;
    private final Thread lastResort;

    /**
     * Prepares it.
     *
     * @param home where the script is; what it runs is built
     */
    OneProcess(Places places, Path home, @Nullable Path preload) {
        this.places = places.create();
        data = new DataDirectory(places.standalone());
        panels = new Panels(
                () -> AccessTokens.open(data.access(), Clock.systemUTC()).issue(Standalone.ADMIN, Duration.ofDays(1)));
        token = Tokens.prepare(data.database(), Standalone.ADMIN);
        EngineLibrary.ofThisMachine().install(line -> {});
        Map<String, String> environment = new HashMap<>(Map.of("TZ", "UTC"));
        if (preload != null) {
            environment.putAll(SteppedClock.environment(preload, places.clock(Part.STANDALONE)));
        }
        child = new Child(
                Part.STANDALONE,
                List.of(
                        home.resolve("metric-ai").toString(),
                        "up",
                        "--data",
                        data.path().toString(),
                        "--ingest-port",
                        "" + ingestPort,
                        "--dashboard-port",
                        "" + dashboardPort),
                environment,
                places.logs().resolve("standalone.log"));
        lastResort = new Thread(child::abandon);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    @Override
    public void start(Random random) {
        child.start();
        if (!Await.holds(START, () -> isReady(Part.STANDALONE))) {
            throw new IllegalStateException("not ready within " + START.toMinutes() + " minutes: see " + places.logs());
        }
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.STANDALONE);
    }

    @Override
    public boolean isReady(Part part) {
        return child.isAlive() && panels.isReady(ingestPort) && panels.isReady(dashboardPort);
    }

    @Override
    public Child child(Part part) {
        return child;
    }

    /** The others are inside the process. */
    @Override
    public Forwarder link(Link link) {
        if (link != Link.CLIENTS) {
            throw new IllegalArgumentException(link.label());
        }
        return clients;
    }

    @Override
    public URI ingest() {
        return URI.create("http://127.0.0.1:" + clients.port());
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public @Nullable HttpResponse<String> panel(String path) {
        return panels.get(dashboardPort, path);
    }

    @Override
    public String bootstrapServers() {
        return RunningInstance.of(data).kafka();
    }

    @Override
    public ClickHouse clickHouse() {
        return RunningInstance.of(data).clickHouse();
    }

    @Override
    public Path database() {
        return data.database();
    }

    @Override
    public Path clock(Part part) {
        return places.clock(Part.STANDALONE);
    }

    @Override
    public int ownEnds() {
        return child.ownEnds();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            return; // It runs already.
        }
        try {
            child.close();
        } finally {
            child.abandon();
            clients.close();
            panels.close();
        }
    }
}
