package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbConnection;
import com.metricai.clickhouse.embedded.engine.ChdbLibrary;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The engine on a directory and the HTTP interface in front of it, on 127.0.0.1. */
final class EngineServer implements AutoCloseable {
    /** Statements that run at the same time; more wait. The engine parallelizes each one over the cores by itself. */
    private static final int STATEMENTS = 8;

    private static final int REQUESTS = 4 * STATEMENTS;
    private static final int STOP_SECONDS = 2;

    private final ChdbLibrary library;
    private final ChdbConnection keeper;
    private final SessionPool sessions;
    private final ExecutorService workers;
    private final HttpServer http;

    private EngineServer(
            ChdbLibrary library,
            ChdbConnection keeper,
            SessionPool sessions,
            ExecutorService workers,
            HttpServer http) {
        this.library = library;
        this.keeper = keeper;
        this.sessions = sessions;
        this.workers = workers;
        this.http = http;
    }

    /** @throws IOException when the port is taken */
    static EngineServer start(EngineOptions options, Credentials credentials) throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        // The port first: opening the engine takes longer, and would have to be undone.
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), options.port()), 64);

        ChdbLibrary library = ChdbLibrary.load(options.library());
        List<String> arguments = List.of("path=" + options.data());
        ChdbConnection keeper = library.connect(arguments); // The engine ends with its last connection.
        keeper.execute("CREATE DATABASE IF NOT EXISTS `" + options.database() + "` ENGINE = Atomic");

        SessionPool sessions = new SessionPool(() -> library.connect(arguments), STATEMENTS);
        // Not virtual ones: a call into the engine holds on to its carrier thread.
        ExecutorService workers = Executors.newFixedThreadPool(
                REQUESTS, Thread.ofPlatform().name("http-", 0).daemon().factory());
        http.setExecutor(workers);
        http.createContext("/", new QueryHandler(sessions, credentials, options.database(), settings(options)));
        http.start();
        return new EngineServer(library, keeper, sessions, workers, http);
    }

    private static Map<String, String> settings(EngineOptions options) {
        return Map.of("max_memory_usage", Long.toString(options.maxMemoryBytes()));
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** Lets running statements finish, refuses new ones, and closes the engine. */
    @Override
    public void close() {
        http.stop(STOP_SECONDS);
        workers.shutdown();
        sessions.close();
        keeper.close();
        library.shutdown();
    }
}
