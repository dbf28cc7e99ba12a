package com.metricai.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own for a directory, in memory, small enough to be filled up. Mounting one takes root. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1024 * 1024;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Whether this user may mount: tried out. */
    static boolean isPossible(Path somewhere) {
        try {
            Path probe = Files.createDirectories(somewhere.resolve("probe"));
            mount(probe, 1);
            new SmallDisk(probe).close();
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    static SmallDisk at(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
            mount(directory, megabytes);
            return new SmallDisk(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mount(Path directory, int megabytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "metric-ai-faults", directory.toString());
    }

    /** Takes every byte that is left. */
    void fill() {
        Path file = directory.resolve("filler");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int size = CHUNK; size > 0; size /= 2) {
                fill(out, new byte[size]);
            }
        } catch (IOException full) {
            // That was the purpose.
        }
    }

    private static void fill(OutputStream out, byte[] bytes) {
        try {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            // A smaller piece may still find room.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(directory.resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(command[0] + " ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
