package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChunkHandler;
import com.metricai.clickhouse.embedded.engine.QueryStats;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way out. The first megabyte is held back, so that a small result has a length and a query that fails early
 * has a status. A larger one goes out chunked; a failure after that can only be told by not ending the body.
 */
final class StreamedAnswer implements ChunkHandler {
    private static final int HELD_BACK_BYTES = 1 << 20;

    private final HttpExchange exchange;
    private final boolean withHeader;
    private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream();
    private @Nullable OutputStream body;
    private long headerLength = -1;

    StreamedAnswer(HttpExchange exchange, String format) {
        this.exchange = exchange;
        this.withHeader = format.equals("RowBinaryWithNamesAndTypes");
    }

    @Override
    public void accept(MemorySegment chunk, QueryStats stats) throws IOException {
        MemorySegment data = withoutRepeatedHeader(chunk);
        OutputStream open = body;
        if (open == null && heldBack.size() + data.byteSize() <= HELD_BACK_BYTES) {
            Answer.copy(data, heldBack);
            return;
        }
        if (open == null) {
            exchange.sendResponseHeaders(Answer.OK, 0);
            open = exchange.getResponseBody();
            body = open;
            heldBack.writeTo(open);
            heldBack.reset();
        }
        Answer.copy(data, open);
    }

    /** Ends the answer. Not to be called when the query failed. */
    void finish(QueryStats stats) throws IOException {
        OutputStream open = body;
        if (open != null) {
            open.close();
            return;
        }
        Answer.summarize(exchange, stats);
        if (heldBack.size() == 0) {
            Answer.empty(exchange);
            return;
        }
        exchange.sendResponseHeaders(Answer.OK, heldBack.size());
        try (OutputStream out = exchange.getResponseBody()) {
            heldBack.writeTo(out);
        }
    }

    /** The engine writes the header of RowBinaryWithNamesAndTypes in front of each chunk. */
    private MemorySegment withoutRepeatedHeader(MemorySegment chunk) {
        if (!withHeader) {
            return chunk;
        }
        if (headerLength < 0) {
            headerLength = RowBinaryHeader.length(chunk);
            return chunk;
        }
        return chunk.asSlice(headerLength);
    }
}
