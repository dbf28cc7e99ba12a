package com.metricai.clickhouse.embedded.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;

/**
 * The functions of chdb.h that are in use. A process holds one engine on one directory; it begins with the first
 * connection and may have many.
 */
public final class ChdbLibrary {
    private final SymbolLookup symbols;

    private final NativeFunction connect;
    private final NativeFunction shutdown;
    private final NativeFunction version;

    final NativeFunction closeConnection;
    final NativeFunction query;
    final NativeFunction streamQuery;
    final NativeFunction streamFetch;
    final NativeFunction streamCancel;
    final NativeFunction insert;
    final NativeFunction insertAppend;
    final NativeFunction insertDone;
    final NativeFunction insertError;
    final NativeFunction insertCancel;
    final NativeFunction insertDestroy;
    final NativeFunction resultBuffer;
    final NativeFunction resultLength;
    final NativeFunction resultError;
    final NativeFunction resultElapsed;
    final NativeFunction resultRows;
    final NativeFunction storageRowsRead;
    final NativeFunction storageBytesRead;
    final NativeFunction rowsWritten;
    final NativeFunction bytesWritten;
    final NativeFunction resultDestroy;

    private ChdbLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
        connect = returning("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
        shutdown = returning("chdb_shutdown", JAVA_INT);
        version = returning("chdb_version", ADDRESS);
        closeConnection = bare("chdb_close_conn", ADDRESS);

        query = statement("chdb_query_with_params_n");
        streamQuery = statement("chdb_stream_query_with_params_n");
        streamFetch = returning("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS);
        streamCancel = bare("chdb_stream_cancel_query", ADDRESS, ADDRESS);

        insert = statement("chdb_stream_insert_with_params_n");
        insertAppend = returning("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
        insertDone = returning("chdb_stream_done", ADDRESS, ADDRESS);
        insertError = returning("chdb_stream_insert_error", ADDRESS, ADDRESS);
        insertCancel = bare("chdb_stream_cancel_insert", ADDRESS);
        insertDestroy = bare("chdb_destroy_insert_stream", ADDRESS);

        resultBuffer = returning("chdb_result_buffer", ADDRESS, ADDRESS);
        resultLength = returning("chdb_result_length", JAVA_LONG, ADDRESS);
        resultError = returning("chdb_result_error", ADDRESS, ADDRESS);
        resultElapsed = returning("chdb_result_elapsed", JAVA_DOUBLE, ADDRESS);
        resultRows = returning("chdb_result_rows_read", JAVA_LONG, ADDRESS);
        storageRowsRead = returning("chdb_result_storage_rows_read", JAVA_LONG, ADDRESS);
        storageBytesRead = returning("chdb_result_storage_bytes_read", JAVA_LONG, ADDRESS);
        rowsWritten = returning("chdb_result_rows_written", JAVA_LONG, ADDRESS);
        bytesWritten = returning("chdb_result_bytes_written", JAVA_LONG, ADDRESS);
        resultDestroy = bare("chdb_destroy_query_result", ADDRESS);
    }

    /**
     * Loads the library into this process, where it stays.
     *
     * @throws IllegalArgumentException when the file is no such library, or for another platform
     */
    @SuppressWarnings("restricted") // The file was checked against a digest when it was installed.
    public static ChdbLibrary load(Path file) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
        // Before anything else: the JVM lives on SIGSEGV (null checks, safepoints), and the engine would take it away.
        NativeFunction.bind(symbols, "chdb_set_signal_handlers_enabled", FunctionDescriptor.ofVoid(JAVA_INT))
                .run(0);
        return new ChdbLibrary(symbols);
    }

    /** The engine's version, such as {@code 26.7.3}. */
    public String version() {
        return string(version.pointer());
    }

    /**
     * Opens a connection, and the engine with the first one.
     *
     * @param settings as on ClickHouse's command line, without the dashes: {@code path=/var/lib/x}; the same each time
     * @throws IllegalStateException when the engine refuses; it has said why on stderr
     */
    public ChdbConnection connect(List<String> settings) {
        try (Arena arena = Arena.ofConfined()) {
            int count = settings.size() + 1;
            MemorySegment arguments = arena.allocate(ADDRESS, count + 1L);
            arguments.setAtIndex(ADDRESS, 0, arena.allocateFrom("clickhouse"));
            for (int i = 1; i < count; i++) {
                arguments.setAtIndex(ADDRESS, i, arena.allocateFrom("--" + settings.get(i - 1)));
            }
            MemorySegment handle = connect.pointer(count, arguments);
            if (handle.address() == 0) {
                throw new IllegalStateException("the engine refused to open with " + settings);
            }
            return new ChdbConnection(this, handle);
        }
    }

    /** Stops the engine after all connections have been closed; nothing works afterwards. */
    public void shutdown() {
        shutdown.status();
    }

    /** A C string of the engine's, "" for a null pointer. */
    @SuppressWarnings("restricted") // The engine ends its strings with a zero and does not say how long they are.
    static String string(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private NativeFunction statement(String name) {
        // connection, SQL and its length, format and its length, names, their lengths, values, their lengths, how many
        return returning(
                name, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                JAVA_LONG);
    }

    private NativeFunction returning(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return NativeFunction.bind(symbols, name, FunctionDescriptor.of(answer, arguments));
    }

    private NativeFunction bare(String name, MemoryLayout... arguments) {
        return NativeFunction.bind(symbols, name, FunctionDescriptor.ofVoid(arguments));
    }
}
