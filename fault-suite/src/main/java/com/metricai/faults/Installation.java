package com.metricai.faults;

import com.metricai.access.AccessTokens;
import com.metricai.access.LocalAccess;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.http.EngineMain;
import com.metricai.clickhouse.embedded.http.EngineOptions;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Role;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The suite as one process for each part, with a network in front of the broker and of ClickHouse that can be cut. */
final class Installation implements AutoCloseable {
    private static final String ORG = "default";
    private static final String ADMIN = "admin@localhost";
    private static final String USER = "metric_ai";
    private static final String DATABASE = "metric_ai";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long ENGINE_MEMORY_BYTES = 512L * 1024 * 1024;

    private final Places places;
    private final Jvm jvm;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Forwarder toBroker;
    private final Forwarder toClickHouse;
    private final String password = UUID.randomUUID().toString();
    private final LocalAccess access;
    private final String token;
    private final String jwt;
    private final Thread lastResort = new Thread(this::killAll);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    Installation(Places places, Jvm jvm) {
        this.places = places.create();
        this.jvm = jvm;
        for (Part part : Part.values()) {
            ports.put(part, Ports.free());
        }
        toBroker = new Forwarder(Ports.free(), port(Part.BROKER));
        toClickHouse = new Forwarder(Ports.free(), port(Part.CLICKHOUSE));
        access = LocalAccess.start(new LocalAccess.Config(places.access(), "127.0.0.1", Ports.free(), null));
        jwt = AccessTokens.open(places.access(), Clock.systemUTC()).issue(ADMIN, Duration.ofDays(1));
        try (Sqlite sqlite = Sqlite.writer(places.database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
            store.ensureOrg(ORG, "Default");
            store.ensureMember(ADMIN, ORG, Role.ADMIN);
            token = store.createToken(ORG, "faults", "faults").text();
        }
        Path library = EngineLibrary.ofThisMachine().install(line -> {});
        for (Part part : Part.values()) {
            children.put(part, child(part, library));
        }
        Runtime.getRuntime().addShutdownHook(lastResort);
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
                        "" + toBroker.port());
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
        };
        return new Child(part, command, environment(part), places.logs().resolve(part.label() + ".log"));
    }

    private Map<String, String> environment(Part part) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TZ",
                "UTC",
                "METRIC_AI_DATABASE",
                places.database().toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + toBroker.port(),
                "CLICKHOUSE_URL",
                "jdbc:clickhouse://127.0.0.1:" + toClickHouse.port() + "/" + DATABASE + "?compress=false",
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
            case CONSUMER -> environment.putAll(Map.of("QUEUE_CONSUMER_PORT", port, "KAFKA_INSTANCE_ID", "first"));
            case SECOND_CONSUMER -> environment.put("QUEUE_CONSUMER_PORT", port);
            case ROLLUP -> environment.put("ROLLUP_CRON_PORT", port);
            case DASHBOARD ->
                environment.putAll(Map.of(
                        "METRIC_AI_DASHBOARD_PORT", port,
                        "METRIC_AI_ACCESS_ISSUER", access.issuer(),
                        "METRIC_AI_ACCESS_AUDIENCE", access.audience(),
                        "METRIC_AI_ACCESS_JWKS_URL", access.jwksUrl()));
            case BROKER, CLICKHOUSE -> {}
        }
        Path preload = jvm.preload();
        if (preload != null) {
            environment.putAll(SteppedClock.environment(preload, places.clock()));
        }
        return environment;
    }

    /** Starts all parts but the second consumer, in an order by chance, and waits until each is ready. */
    Installation start(Random random) {
        List<Part> order = new ArrayList<>(List.of(Part.values()));
        order.remove(Part.SECOND_CONSUMER);
        Collections.shuffle(order, random);
        order.forEach(part -> child(part).start());
        awaitReady(order);
        return this;
    }

    private void awaitReady(List<Part> parts) {
        for (Part part : parts) {
            if (!Await.holds(START, () -> isReady(part))) {
                throw new IllegalStateException(
                        part.label() + " was not ready within " + START.toMinutes() + " minutes: see " + places.logs());
            }
        }
    }

    /** Whether a part says that it works. */
    boolean isReady(Part part) {
        return child(part).isAlive()
                && switch (part) {
                    case BROKER, CLICKHOUSE -> Ports.answers(port(part));
                    case INGEST, CONSUMER, SECOND_CONSUMER, ROLLUP, DASHBOARD ->
                        status(port(part), "/actuator/health/readiness") == 200;
                };
    }

    private int status(int port, String path) {
        HttpResponse<String> answer = get(port, path);
        return answer == null ? 0 : answer.statusCode();
    }

    /** What the dashboard answers; null when it does not. */
    @Nullable
    HttpResponse<String> panel(String path) {
        return get(port(Part.DASHBOARD), path);
    }

    private @Nullable HttpResponse<String> get(int port, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(ANSWER)
                            .header("Cf-Access-Jwt-Assertion", jwt)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Exports that the consumer has not read yet, as ingest knows it; 0 when ingest does not answer. */
    double backlog() {
        HttpResponse<String> metrics = get(port(Part.INGEST), "/actuator/prometheus");
        return metrics == null
                ? 0
                : metrics.body()
                        .lines()
                        .filter(line -> line.startsWith("ingest_backlog_records"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }

    Child child(Part part) {
        Child child = children.get(part);
        if (child == null) {
            throw new IllegalStateException("there is no " + part);
        }
        return child;
    }

    int port(Part part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalStateException("there is no port of " + part);
        }
        return port;
    }

    Places places() {
        return places;
    }

    String token() {
        return token;
    }

    Forwarder network(Part part) {
        return part == Part.BROKER ? toBroker : toClickHouse;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + toBroker.port();
    }

    ClickHouse clickHouse() {
        return new ClickHouse(
                "jdbc:clickhouse://127.0.0.1:" + port(Part.CLICKHOUSE) + "/" + DATABASE + "?compress=false",
                USER,
                password);
    }

    /** How often parts ended by themselves. */
    int ownEnds() {
        return children.values().stream().mapToInt(Child::ownEnds).sum();
    }

    /** When this program is stopped in the middle, nothing of the suite stays behind. */
    private void killAll() {
        children.values().stream().filter(Child::isAlive).forEach(Child::abandon);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            // It runs already.
        }
        for (Part part : List.of(
                Part.INGEST,
                Part.DASHBOARD,
                Part.ROLLUP,
                Part.SECOND_CONSUMER,
                Part.CONSUMER,
                Part.CLICKHOUSE,
                Part.BROKER)) {
            Child child = children.get(part);
            if (child != null) {
                child.close();
            }
        }
        toBroker.close();
        toClickHouse.close();
        access.close();
        http.close();
    }
}
