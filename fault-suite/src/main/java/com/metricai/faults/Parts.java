package com.metricai.faults;

import com.metricai.access.AccessTokens;
import com.metricai.access.LocalAccess;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.http.EngineMain;
import com.metricai.clickhouse.embedded.http.EngineOptions;
import com.metricai.store.clickhouse.ClickHouse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The suite as one process for each part, with a network between them that can be cut. */
final class Parts implements Installation {
    private static final String ADMIN = "admin@localhost";
    private static final String USER = "metric_ai";
    private static final String DATABASE = "metric_ai";
    private static final Duration START = Duration.ofMinutes(10);
    private static final long ENGINE_MEMORY_BYTES = 512L * 1024 * 1024;

    private final Places places;
    private final Jvm jvm;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Link, Forwarder> links = new EnumMap<>(Link.class);
    private final int consumersDoor = Ports.free();
    private final String password = UUID.randomUUID().toString();
    private final LocalAccess access;
    private final String token;
    private final Thread lastResort = new Thread(this::killAll);
    private final Panels panels;

    Parts(Places places, Jvm jvm) {
        this.places = places.create();
        this.jvm = jvm;
        for (Part part : Part.values()) {
            ports.put(part, Ports.free());
        }
        for (Link link : Link.values()) {
            int target = switch (link) {
                case CLIENTS -> port(Part.INGEST);
                case INGEST_TO_BROKER -> port(Part.BROKER);
                case CONSUMER_TO_BROKER -> consumersDoor;
                case CONSUMER_TO_CLICKHOUSE, ROLLUP_TO_CLICKHOUSE -> port(Part.CLICKHOUSE);
            };
            links.put(link, new Forwarder(Ports.free(), target));
        }
        access = LocalAccess.start(new LocalAccess.Config(places.access(), "127.0.0.1", Ports.free(), null));
        String jwt = AccessTokens.open(places.access(), Clock.systemUTC()).issue(ADMIN, Duration.ofDays(1));
        panels = new Panels(() -> jwt);
        token = Tokens.prepare(places.database(), ADMIN);
        Path library = EngineLibrary.ofThisMachine().install(line -> {});
        for (Part part : parts()) {
            children.put(part, child(part, library));
        }
        children.put(Part.SECOND_CONSUMER, child(Part.SECOND_CONSUMER, library));
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.BROKER, Part.CLICKHOUSE, Part.INGEST, Part.CONSUMER, Part.ROLLUP, Part.DASHBOARD);
    }

    private Child child(Part part, Path library) {
        List<String> command = switch (part) {
            case BROKER ->
                jvm.command(
                        part,
                        320,
                        BrokerMain.class.getName(),
                        places.kafka().resolve("data").toString(),
                        "" + port(part),
                        "" + consumersDoor,
                        "" + Ports.free(),
                        "" + link(Link.INGEST_TO_BROKER).port(),
                        "" + link(Link.CONSUMER_TO_BROKER).port());
            case CLICKHOUSE ->
                jvm.command(
                        part,
                        128,
                        EngineMain.class.getName(),
                        new EngineOptions(
                                        library,
                                        places.clickHouse().resolve("data"),
                                        port(part),
                                        USER,
                                        DATABASE,
                                        ENGINE_MEMORY_BYTES)
                                .arguments()
                                .toArray(String[]::new));
            // Less than 384 MB is refused by both.
            case INGEST -> jvm.command(part, 448, "com.metricai.ingest.IngestApplication");
            case CONSUMER, SECOND_CONSUMER -> jvm.command(part, 448, "com.metricai.consumer.ConsumerApplication");
            case ROLLUP -> jvm.command(part, 256, "com.metricai.rollup.RollupApplication");
            case DASHBOARD -> jvm.command(part, 256, "com.metricai.api.DashboardApi");
            case STANDALONE -> throw new IllegalArgumentException(part.label());
        };
        return new Child(part, command, environment(part), places.logs().resolve(part.label() + ".log"));
    }

    private Map<String, String> environment(Part part) {
        boolean consumes = part == Part.CONSUMER || part == Part.SECOND_CONSUMER;
        Forwarder toBroker = link(consumes ? Link.CONSUMER_TO_BROKER : Link.INGEST_TO_BROKER);
        Forwarder toClickHouse = link(consumes ? Link.CONSUMER_TO_CLICKHOUSE : Link.ROLLUP_TO_CLICKHOUSE);
        Map<String, String> environment = new HashMap<>(Map.of(
                "TZ",
                "UTC",
                "METRIC_AI_DATABASE",
                places.database().toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + toBroker.port(),
                "CLICKHOUSE_URL",
                clickHouseUrl(toClickHouse.port()),
                "CLICKHOUSE_USER",
                USER,
                "CLICKHOUSE_PASSWORD",
                password,
                EngineMain.PASSWORD_VARIABLE,
                password));
        String port = Integer.toString(port(part));
        switch (part) {
            case INGEST ->
                environment.putAll(Map.of(
                        "INGEST_PORT", port,
                        "INGEST_MAX_BODY", "8MB",
                        "INGEST_MAX_IN_FLIGHT", "24MB"));
            case CONSUMER ->
                environment.putAll(Map.of("QUEUE_CONSUMER_PORT", port, "KAFKA_INSTANCE_ID", ConsumerFaults.INSTANCE));
            case SECOND_CONSUMER -> environment.put("QUEUE_CONSUMER_PORT", port);
            case ROLLUP -> environment.put("ROLLUP_CRON_PORT", port);
            case DASHBOARD ->
                environment.putAll(Map.of(
                        "METRIC_AI_DASHBOARD_PORT", port,
                        "METRIC_AI_ACCESS_ISSUER", access.issuer(),
                        "METRIC_AI_ACCESS_AUDIENCE", access.audience(),
                        "METRIC_AI_ACCESS_JWKS_URL", access.jwksUrl()));
            case BROKER, CLICKHOUSE, STANDALONE -> {}
        }
        Path preload = jvm.preload();
        if (preload != null) {
            environment.putAll(SteppedClock.environment(preload, places.clock(part)));
        }
        return environment;
    }

    @Override
    public void start(Random random) {
        List<Part> order = new ArrayList<>(parts());
        Collections.shuffle(order, random);
        order.forEach(part -> child(part).start());
        for (Part part : order) {
            if (!Await.holds(START, () -> isReady(part))) {
                throw new IllegalStateException(
                        part.label() + " was not ready within " + START.toMinutes() + " minutes: see " + places.logs());
            }
        }
    }

    @Override
    public boolean isReady(Part part) {
        return child(part).isAlive()
                && switch (part) {
                    case BROKER, CLICKHOUSE -> Ports.answers(port(part));
                    default -> panels.isReady(port(part));
                };
    }

    @Override
    public @Nullable HttpResponse<String> panel(String path) {
        return panels.get(port(Part.DASHBOARD), path);
    }

    @Override
    public Child child(Part part) {
        return Objects.requireNonNull(children.get(part), part.label());
    }

    private int port(Part part) {
        return Objects.requireNonNull(ports.get(part), part.label());
    }

    @Override
    public Forwarder link(Link link) {
        return Objects.requireNonNull(links.get(link), link.label());
    }

    @Override
    public URI ingest() {
        return URI.create("http://127.0.0.1:" + link(Link.CLIENTS).port());
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + link(Link.INGEST_TO_BROKER).port();
    }

    @Override
    public ClickHouse clickHouse() {
        return new ClickHouse(clickHouseUrl(port(Part.CLICKHOUSE)), USER, password);
    }

    private static String clickHouseUrl(int port) {
        return "jdbc:clickhouse://127.0.0.1:" + port + "/" + DATABASE + "?compress=false";
    }

    @Override
    public Path database() {
        return places.database();
    }

    @Override
    public Path clock(Part part) {
        return places.clock(part);
    }

    @Override
    public int ownEnds() {
        return children.values().stream().mapToInt(Child::ownEnds).sum();
    }

    /** When this program is stopped in the middle, nothing of the suite stays behind. */
    private void killAll() {
        children.values().forEach(Child::abandon);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            return; // It runs already.
        }
        try {
            for (Part part : List.of(
                    Part.INGEST,
                    Part.DASHBOARD,
                    Part.ROLLUP,
                    Part.SECOND_CONSUMER,
                    Part.CONSUMER,
                    Part.CLICKHOUSE,
                    Part.BROKER)) {
                child(part).close();
            }
        } finally {
            killAll();
            links.values().forEach(Forwarder::close);
            access.close();
            panels.close();
        }
    }
}
