package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbException;
import com.metricai.clickhouse.embedded.engine.QueryStats;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Writes answers as ClickHouse does. */
final class Answer {
    static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int AUTHENTICATION_FAILED = 516;
    private static final int EMPTY = -1;
    private static final int COPY_BYTES = 1 << 16;

    private Answer() {}

    static void ping(HttpExchange exchange) throws IOException {
        text(exchange, OK, "Ok.\n");
    }

    static void unauthorized(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", Integer.toString(AUTHENTICATION_FAILED));
        text(
                exchange,
                UNAUTHORIZED,
                "Code: %d. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)\n"
                        .formatted(AUTHENTICATION_FAILED));
    }

    static void failure(HttpExchange exchange, ChdbException failure) throws IOException {
        exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", Integer.toString(failure.code()));
        text(exchange, status(failure.code()), failure.getMessage() + "\n");
    }

    /** Headers of a query's answer; the body is yet to come. */
    static void describe(HttpExchange exchange, Request request, String format) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-ClickHouse-Query-Id", request.queryId());
        headers.set("X-ClickHouse-Format", format);
        headers.set("X-ClickHouse-Timezone", "UTC");
        headers.set("X-ClickHouse-Server-Display-Name", "metric-ai");
    }

    static void summarize(HttpExchange exchange, QueryStats stats) {
        exchange.getResponseHeaders().set("X-ClickHouse-Summary", """
                        {"read_rows":"%d","read_bytes":"%d","written_rows":"%d","written_bytes":"%d",\
                        "total_rows_to_read":"0","result_rows":"%d","result_bytes":"0","elapsed_ns":"%d"}""".formatted(
                        stats.readRows(),
                        stats.readBytes(),
                        stats.writtenRows(),
                        stats.writtenBytes(),
                        stats.resultRows(),
                        (long) (stats.elapsedSeconds() * 1e9)));
    }

    static void whole(HttpExchange exchange, MemorySegment data) throws IOException {
        if (data.byteSize() == 0) {
            empty(exchange);
            return;
        }
        exchange.sendResponseHeaders(OK, data.byteSize());
        try (OutputStream body = exchange.getResponseBody()) {
            copy(data, body);
        }
    }

    static void empty(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(OK, EMPTY);
    }

    /** In pieces: a result can be larger than the heap. */
    static void copy(MemorySegment data, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, data.byteSize())];
        for (long offset = 0; offset < data.byteSize(); offset += buffer.length) {
            int length = (int) Math.min(buffer.length, data.byteSize() - offset);
            MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, buffer, 0, length);
            out.write(buffer, 0, length);
        }
    }

    private static void text(HttpExchange exchange, int status, String body) throws IOException {
        // What the client still sends would otherwise be taken for its next request.
        exchange.getRequestBody().skip(Long.MAX_VALUE);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** As ClickHouse maps its codes. */
    private static int status(int code) {
        return switch (code) {
            case 60, 81 -> 404; // no such table, no such database
            case 159 -> 408; // out of time
            case 497, 164 -> 403; // not allowed, read only
            case 48 -> 501; // not implemented
            case 6, 26, 27, 36, 43, 46, 47, 53, 62, 70, 72, 115, 117, 130, 131, 386, 456, 457 ->
                400; // wrong SQL or values
            default -> 500;
        };
    }
}
