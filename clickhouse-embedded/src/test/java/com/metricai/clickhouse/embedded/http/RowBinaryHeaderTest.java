package com.metricai.clickhouse.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowBinaryHeaderTest {
    @Test
    void length_countsNamesAndTypes() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(2);
        write(header, "a");
        write(header, "n".repeat(200)); // A length of two bytes.
        write(header, "UInt64");
        write(header, "String");
        int length = header.size();
        header.writeBytes(new byte[50]);

        assertThat(RowBinaryHeader.length(MemorySegment.ofArray(header.toByteArray())))
                .isEqualTo(length);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        int length = text.length();
        if (length > 127) {
            out.write((length & 0x7f) | 0x80);
            out.write(length >> 7);
        } else {
            out.write(length);
        }
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
