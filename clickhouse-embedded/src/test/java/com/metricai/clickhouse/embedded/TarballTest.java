package com.metricai.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
    @TempDir
    Path directory;

    @Test
    void extract_secondEntry_isWholeAndNothingElse() throws Exception {
        Path tarball = tarball("package/a", "x".repeat(513), "package/b", "the one");

        Tarball.extract(tarball, "package/b", directory.resolve("out"));

        assertThat(directory.resolve("out")).hasContent("the one");
    }

    @Test
    void extract_noSuchEntry_fails() throws Exception {
        Path tarball = tarball("package/a", "a", "package/b", "b");

        assertThatThrownBy(() -> Tarball.extract(tarball, "package/c", directory.resolve("out")))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("package/c");
    }

    private Path tarball(String... namesAndContents) throws IOException {
        Path file = directory.resolve("test.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.US_ASCII);
                byte[] header = new byte[512];
                put(header, 0, namesAndContents[i]);
                put(header, 124, "%011o".formatted(content.length));
                out.write(header);
                out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
            }
            out.write(new byte[1024]);
        }
        return file;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
