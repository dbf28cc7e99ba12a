package com.metricai.clickhouse.embedded.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** The names and types in front of RowBinaryWithNamesAndTypes: a count, then so many names, then so many types. */
final class RowBinaryHeader {
    private final MemorySegment data;
    private long position;

    private RowBinaryHeader(MemorySegment data) {
        this.data = data;
    }

    /** Its length in bytes. */
    static long length(MemorySegment data) {
        RowBinaryHeader header = new RowBinaryHeader(data);
        long columns = header.number();
        for (long i = 0; i < 2 * columns; i++) {
            long length = header.number();
            header.position += length;
        }
        return header.position;
    }

    /** LEB128: seven bits to the byte, the lowest first. */
    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = data.get(JAVA_BYTE, position++);
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
