package com.metricai.clickhouse.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads one file out of a .tar.gz as npm packs it: ustar headers of 512 bytes, contents filled up to as much. */
final class Tarball {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int OCTAL = 8;

    private Tarball() {}

    /** @throws EOFException when there is no such entry, or less of it than announced */
    static void extract(Path tarball, String entry, Path target) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(tarball), 1 << 16)) {
            while (true) {
                byte[] header = in.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    throw new EOFException("no " + entry + " in " + tarball.getFileName());
                }
                long size = Long.parseLong(text(header, SIZE_OFFSET, SIZE_LENGTH), OCTAL);
                if (text(header, 0, NAME_LENGTH).equals(entry)) {
                    copy(in, size, target);
                    return;
                }
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        }
    }

    private static void copy(InputStream in, long size, Path target) throws IOException {
        try (var out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int length = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (length == 0) {
                    throw new EOFException(target.getFileName() + " is cut short");
                }
                out.write(buffer, 0, length);
                left -= length;
            }
        }
    }

    /** A field ends with a zero or a blank, or where the next one begins. */
    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0 && header[end] != ' ') {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
