package com.metricai.clickhouse.embedded.engine;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Takes a piece of a result. */
@FunctionalInterface
public interface ChunkHandler {
    /**
     * Takes one piece.
     *
     * @param data the engine's own memory, gone when this returns
     * @param stats of this piece
     * @throws IOException when the reader is gone; the query is cancelled then
     */
    void accept(MemorySegment data, QueryStats stats) throws IOException;
}
