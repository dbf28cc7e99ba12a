package com.metricai.rollup.job.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that SQLite's rows are in, and what may be left of deleted ones in it. */
final class DatabaseFile {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int PATIENCE_MS = 100;

    private final Jdbi writer;
    private final Path file;

    DatabaseFile(Jdbi writer, Path file) {
        this.writer = writer;
        this.file = file;
    }

    /**
     * Sees to it that names that no row holds cannot be read from the files either. SQLite overwrites what it deletes, yet
     * may leave copies behind where it had moved rows within the file: then, and only then, the file is written anew, which
     * holds up other writers for as long as that takes.
     *
     * @param names empty: unknown, so the file is written anew in any case
     * @return false when somebody is reading and it must be tried again
     */
    boolean scrub(List<String> names) {
        if (!emptyWriteAheadLog()) {
            return false;
        }
        if (!names.isEmpty() && !holds(names)) {
            return true;
        }
        LOG.info("the database is written anew, to clear what deleted rows left behind");
        writer.useHandle(handle -> handle.execute("VACUUM"));
        return emptyWriteAheadLog();
    }

    /** While it waits for readers, writers wait for it: so not for long. */
    private boolean emptyWriteAheadLog() {
        return writer.withHandle(handle -> {
            int usual = number(handle, "PRAGMA busy_timeout");
            number(handle, "PRAGMA busy_timeout = " + PATIENCE_MS);
            try {
                return number(handle, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
            } finally {
                number(handle, "PRAGMA busy_timeout = " + usual);
            }
        });
    }

    private static int number(Handle handle, String pragma) {
        return handle.createQuery(pragma).mapTo(int.class).one();
    }

    private boolean holds(List<String> names) {
        List<byte[]> wanted = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int overlap = wanted.stream().mapToInt(name -> name.length).max().orElse(1) - 1;
        byte[] window = new byte[overlap + CHUNK_BYTES];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(window, 0, CHUNK_BYTES);
                    read > 0;
                    read = in.readNBytes(window, kept, CHUNK_BYTES)) {
                int end = kept + read;
                for (byte[] name : wanted) {
                    if (holds(window, end, name)) {
                        return true;
                    }
                }
                kept = Math.min(overlap, end);
                System.arraycopy(window, end - kept, window, 0, kept);
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the database's file", e);
        }
    }

    private static boolean holds(byte[] window, int end, byte[] name) {
        for (int i = 0; i + name.length <= end; i++) {
            if (window[i] == name[0] && Arrays.equals(window, i, i + name.length, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }
}
