package com.metricai.clickhouse.embedded.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * A connection to the engine: one session (its settings, its database, its temporary tables), one statement at a time.
 *
 * <p>Statements fail with {@link ChdbException}. The connection must be closed then: the engine keeps what it had written of
 * the answer, and puts it in front of the connection's next one.
 */
public final class ChdbConnection implements AutoCloseable {
    private static final int INSERT_BUFFER_BYTES = 1 << 18;

    private final ChdbLibrary library;
    private final MemorySegment handle;
    private final MemorySegment connection;
    private boolean closed;

    ChdbConnection(ChdbLibrary library, MemorySegment handle) {
        this.library = library;
        this.handle = handle;
        this.connection = sized(handle, ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    /** Runs a statement whose answer nobody wants. */
    public void execute(String sql) {
        try {
            query(sql.getBytes(StandardCharsets.UTF_8), "Null", Map.of(), (data, stats) -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e); // The handler above does no I/O.
        }
    }

    /**
     * Runs any statement and hands over the whole result at once.
     *
     * @param parameters values of the placeholders {@code {name:Type}} in ClickHouse's text form
     */
    public synchronized void query(byte[] sql, String format, Map<String, String> parameters, ChunkHandler handler)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = send(library.query, arena, sql, format, parameters);
            try {
                requireSuccess(result);
                handler.accept(data(result), stats(result));
            } finally {
                library.resultDestroy.run(result);
            }
        }
    }

    /**
     * Runs a SELECT and hands over its result in chunks, as the engine makes them. A format's header comes with each chunk.
     * An error can come after chunks have been handed over.
     */
    public synchronized QueryStats stream(
            byte[] sql, String format, Map<String, String> parameters, ChunkHandler handler) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = send(library.streamQuery, arena, sql, format, parameters);
            boolean finished = false;
            try {
                requireSuccess(stream);
                QueryStats total = QueryStats.NONE;
                while (true) {
                    MemorySegment result = library.streamFetch.pointer(connection, stream);
                    try {
                        requireSuccess(result);
                        total = total.plus(stats(result));
                        MemorySegment data = data(result);
                        if (data.byteSize() == 0) {
                            finished = true;
                            return total;
                        }
                        handler.accept(data, total);
                    } finally {
                        library.resultDestroy.run(result);
                    }
                }
            } finally {
                if (!finished && stream.address() != 0) {
                    library.streamCancel.run(connection, stream);
                }
                library.resultDestroy.run(stream);
            }
        }
    }

    /**
     * Inserts what the stream holds.
     *
     * @param sql {@code INSERT INTO table (columns)}, without a FORMAT clause
     * @throws IOException when the stream breaks; nothing of the last block has been inserted then
     */
    public synchronized QueryStats insert(String sql, String format, Map<String, String> parameters, InputStream rows)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream =
                    send(library.insert, arena, sql.getBytes(StandardCharsets.UTF_8), format, parameters);
            boolean finished = false;
            try {
                requireHealthy(stream);
                append(stream, rows, arena);
                MemorySegment result = library.insertDone.pointer(stream);
                finished = true;
                try {
                    requireSuccess(result);
                    return stats(result);
                } finally {
                    library.resultDestroy.run(result);
                }
            } finally {
                if (!finished) {
                    library.insertCancel.run(stream);
                }
                library.insertDestroy.run(stream);
            }
        }
    }

    private void append(MemorySegment stream, InputStream rows, Arena arena) throws IOException {
        byte[] buffer = new byte[INSERT_BUFFER_BYTES];
        MemorySegment copy = arena.allocate(buffer.length);
        int length;
        while ((length = rows.readNBytes(buffer, 0, buffer.length)) > 0) {
            MemorySegment.copy(buffer, 0, copy, JAVA_BYTE, 0, length);
            if (library.insertAppend.status(stream, copy, (long) length) != 0) {
                requireHealthy(stream);
                throw new ChdbException("the engine takes no more rows and does not say why");
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            library.closeConnection.run(handle);
        }
    }

    private MemorySegment send(
            NativeFunction function, Arena arena, byte[] sql, String format, Map<String, String> parameters) {
        if (closed) {
            throw new IllegalStateException("the connection is closed");
        }
        Strings names = new Strings(arena, parameters.keySet());
        Strings values = new Strings(arena, parameters.values());
        byte[] formatName = format.getBytes(StandardCharsets.UTF_8);
        return function.pointer(
                connection,
                Strings.copy(arena, sql),
                (long) sql.length,
                Strings.copy(arena, formatName),
                (long) formatName.length,
                names.pointers(),
                names.lengths(),
                values.pointers(),
                values.lengths(),
                (long) parameters.size());
    }

    private void requireSuccess(MemorySegment result) {
        if (result.address() == 0) {
            throw new ChdbException("the engine gave no result and no reason");
        }
        String error = ChdbLibrary.string(library.resultError.pointer(result));
        if (!error.isEmpty()) {
            throw new ChdbException(error);
        }
    }

    private void requireHealthy(MemorySegment insertStream) {
        if (insertStream.address() == 0) {
            throw new ChdbException("the engine opened no insert and gave no reason");
        }
        String error = ChdbLibrary.string(library.insertError.pointer(insertStream));
        if (!error.isEmpty()) {
            throw new ChdbException(error);
        }
    }

    private MemorySegment data(MemorySegment result) {
        long length = library.resultLength.count(result);
        return length == 0 ? MemorySegment.NULL : sized(library.resultBuffer.pointer(result), length);
    }

    private QueryStats stats(MemorySegment result) {
        return new QueryStats(
                library.resultElapsed.number(result),
                library.storageRowsRead.count(result),
                library.storageBytesRead.count(result),
                library.resultRows.count(result),
                library.rowsWritten.count(result),
                library.bytesWritten.count(result));
    }

    @SuppressWarnings("restricted") // The engine names the length next to the pointer.
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    /** Strings in the engine's form: an array of pointers beside an array of lengths. */
    private record Strings(MemorySegment pointers, MemorySegment lengths) {
        Strings(Arena arena, Collection<String> strings) {
            this(
                    strings.isEmpty() ? MemorySegment.NULL : arena.allocate(ADDRESS, strings.size()),
                    strings.isEmpty() ? MemorySegment.NULL : arena.allocate(JAVA_LONG, strings.size()));
            int index = 0;
            for (String string : strings) {
                byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
                pointers.setAtIndex(ADDRESS, index, copy(arena, bytes));
                lengths.setAtIndex(JAVA_LONG, index, bytes.length);
                index++;
            }
        }

        static MemorySegment copy(Arena arena, byte[] bytes) {
            // One more, a zero, for the parts of the engine that look for the end.
            MemorySegment copy = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
            return copy;
        }
    }
}
