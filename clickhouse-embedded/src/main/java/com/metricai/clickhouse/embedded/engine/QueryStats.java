package com.metricai.clickhouse.embedded.engine;

/** What a statement did. Rows and bytes read are those of the tables; the result's rows are what was sent. */
public record QueryStats(
        double elapsedSeconds, long readRows, long readBytes, long resultRows, long writtenRows, long writtenBytes) {

    static final QueryStats NONE = new QueryStats(0, 0, 0, 0, 0, 0);

    /** Of a stream so far and its next chunk: the engine counts reads from the start and results by the chunk. */
    QueryStats plus(QueryStats chunk) {
        return new QueryStats(
                elapsedSeconds + chunk.elapsedSeconds,
                Math.max(readRows, chunk.readRows),
                Math.max(readBytes, chunk.readBytes),
                resultRows + chunk.resultRows,
                writtenRows + chunk.writtenRows,
                writtenBytes + chunk.writtenBytes);
    }
}
