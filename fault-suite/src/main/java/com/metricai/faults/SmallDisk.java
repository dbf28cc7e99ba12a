package com.metricai.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of its own for a directory, small enough to be filled up: ext4 in a file, which keeps a journal and
 * reserves room as a real disk does. Mounting one takes root.
 */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1024 * 1024;

    private final Path directory;
    private final Path image;
    private final Thread lastResort = new Thread(this::unmount);

    private SmallDisk(Path directory, Path image) {
        this.directory = directory;
        this.image = image;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Whether this user may mount: tried out. */
    static boolean isPossible(Path somewhere) {
        try (SmallDisk probe = at(somewhere.resolve("probe"), 8)) {
            return Files.isDirectory(probe.directory);
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    static SmallDisk at(Path directory, int megabytes) {
        Path image = directory.resolveSibling(directory.getFileName() + ".img");
        try {
            Files.createDirectories(directory);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength((long) megabytes * CHUNK);
            }
            // Nothing reserved for root: who fills it up here is root.
            run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
            run("mount", "-o", "loop", image.toString(), directory.toString());
            return new SmallDisk(directory, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of what a suite that was killed itself left mounted below a folder. */
    static void cleanUp(Path folder) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
                String[] words = line.split(" ", -1);
                if (words[0].startsWith("/dev/loop") && Path.of(words[1]).startsWith(folder)) {
                    run("umount", "-l", words[1]);
                }
            }
        } catch (IOException | IllegalStateException e) {
            // Not on Linux, or not ours to unmount.
        }
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
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            return; // It runs already.
        }
        unmount();
    }

    private void unmount() {
        try {
            run("umount", "-l", directory.toString());
            Files.deleteIfExists(image);
        } catch (IOException | IllegalStateException e) {
            System.err.println(directory + " could not be unmounted: " + e.getMessage());
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
