package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbException;
import com.metricai.clickhouse.embedded.engine.QueryStats;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Answers requests. An IOException that leaves {@link #handle} makes the server drop the connection: that is how a client
 * learns that the result it is reading is not whole.
 */
final class QueryHandler implements HttpHandler {
    /** Formats whose chunks make a whole when put one after the other, once repeated headers are cut. */
    private static final Set<String> STREAMABLE =
            Set.of("RowBinaryWithNamesAndTypes", "RowBinary", "Native", "JSONEachRow", "TabSeparated", "TSV", "CSV");

    private final SessionPool sessions;
    private final Credentials credentials;
    private final String database;
    private final Map<String, String> settings;

    /**
     * @param database where a request works that names none
     * @param settings in force unless a request says otherwise
     */
    QueryHandler(SessionPool sessions, Credentials credentials, String database, Map<String, String> settings) {
        this.sessions = sessions;
        this.credentials = credentials;
        this.database = database;
        this.settings = Map.copyOf(settings);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/ping")) {
            Answer.ping(exchange);
            return;
        }
        if (!credentials.match(exchange)) {
            Answer.unauthorized(exchange);
            return;
        }
        try {
            answer(exchange, Request.read(exchange));
        } catch (ChdbException e) {
            if (exchange.getResponseCode() != -1) {
                throw new IOException("failed after the status was sent", e);
            }
            Answer.failure(exchange, e);
        }
    }

    private void answer(HttpExchange exchange, Request request) throws IOException {
        Session session;
        try {
            session = sessions.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("shutting down");
        }
        try {
            Map<String, String> wanted = new HashMap<>(settings);
            wanted.putAll(request.settings());
            String requested = request.database();
            session.prepare(requested == null ? database : requested, wanted);
            if (request.sql().changesSession()) {
                session.useOnlyOnce();
            }
            run(exchange, request, session);
        } catch (IOException | RuntimeException e) {
            // The connection keeps the beginning of an answer that failed, and would put it in front of the next one.
            session.useOnlyOnce();
            throw e;
        } finally {
            sessions.give(session);
        }
    }

    private static void run(HttpExchange exchange, Request request, Session session) throws IOException {
        InputStream rows = request.rows();
        if (rows != null) {
            insert(exchange, request, session, rows);
        } else if (request.sql().isSelect()
                && !request.sql().namesItsFormat()
                && STREAMABLE.contains(request.format())) {
            stream(exchange, request, session);
        } else {
            Answer.describe(exchange, request, request.format());
            byte[] sql = request.sql().named(request.queryId()).bytes();
            session.connection().query(sql, request.format(), request.parameters(), (data, stats) -> {
                Answer.summarize(exchange, stats);
                Answer.whole(exchange, data);
            });
        }
    }

    private static void insert(HttpExchange exchange, Request request, Session session, InputStream rows)
            throws IOException {
        SqlText.Insert insert = request.sql().insert();
        QueryStats stats = session.connection().insert(insert.sql(), insert.format(), request.parameters(), rows);
        Answer.describe(exchange, request, request.format());
        Answer.summarize(exchange, stats);
        Answer.empty(exchange);
    }

    private static void stream(HttpExchange exchange, Request request, Session session) throws IOException {
        Answer.describe(exchange, request, request.format());
        StreamedAnswer answer = new StreamedAnswer(exchange, request.format());
        byte[] sql = request.sql().named(request.queryId()).bytes();
        QueryStats stats = session.connection().stream(sql, request.format(), request.parameters(), answer);
        answer.finish(stats);
    }
}
