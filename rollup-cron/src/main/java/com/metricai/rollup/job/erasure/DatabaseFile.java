package com.metricai.rollup.job.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
     * holds up other writers for as long as that takes. Needs free disk beside the file, twice its size.
     *
     * @param names empty: unknown, so the file is written anew in any case
     * @return false when somebody is reading and it must be tried again
     */
    boolean scrub(List<String> names) {
        if (!emptyWriteAheadLog()) {
            return false;
        }
        if (!names.isEmpty() && !holdsMoreThanItsRows(names)) {
            return true;
        }
        LOG.info("the database is written anew, to clear what deleted rows left behind");
        writer.useHandle(this::writeAnew);
        return emptyWriteAheadLog();
    }

    /**
     * By way of a file beside the database. Elsewhere temporary data is kept in memory, where a copy of everything has no
     * place, and what containers have as /tmp is memory as well.
     */
    private void writeAnew(Handle handle) {
        int usual = number(handle, "PRAGMA temp_store");
        temporaryFiles(handle, folder().toString());
        handle.execute("PRAGMA temp_store = FILE");
        try {
            handle.execute("VACUUM");
        } finally {
            handle.execute("PRAGMA temp_store = " + usual);
            temporaryFiles(handle, "");
        }
    }

    /** A setting of the whole process; whoever else makes a temporary file meanwhile finds that folder good as well. */
    private static void temporaryFiles(Handle handle, String folder) {
        handle.execute("PRAGMA temp_store_directory = '" + folder.replace("'", "''") + "'");
    }

    /**
     * Rows may hold a name by right, as that of a member or as a part of another word. A copy is made of rows alone, in
     * which they hold it as often as in the file; nobody waits for it.
     */
    private boolean holdsMoreThanItsRows(List<String> names) {
        Path copy = folder().resolve(file.getFileName() + "-copy");
        try {
            Files.deleteIfExists(copy);
            long found = count(file, names);
            if (found == 0) {
                return false;
            }
            try {
                writer.useHandle(handle -> handle.execute("VACUUM INTO ?", copy.toString()));
                return found > count(copy, names);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the database's file", e);
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
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

    /** How often the names stand in a file, each in its letters. */
    private static long count(Path file, List<String> names) throws IOException {
        List<byte[]> wanted = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int overlap = wanted.stream().mapToInt(name -> name.length).max().orElse(1) - 1;
        byte[] window = new byte[overlap + CHUNK_BYTES];
        int kept = 0;
        long found = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(window, 0, CHUNK_BYTES);
                    read > 0;
                    read = in.readNBytes(window, kept, CHUNK_BYTES)) {
                int end = kept + read;
                for (byte[] name : wanted) {
                    // One that ends within what was kept was counted before.
                    found += count(window, Math.max(0, kept - name.length + 1), end, name);
                }
                kept = Math.min(overlap, end);
                System.arraycopy(window, end - kept, window, 0, kept);
            }
        }
        return found;
    }

    private static int count(byte[] window, int from, int end, byte[] name) {
        int found = 0;
        for (int i = from; i + name.length <= end; i++) {
            if (window[i] == name[0] && Arrays.equals(window, i, i + name.length, name, 0, name.length)) {
                found++;
            }
        }
        return found;
    }
}
