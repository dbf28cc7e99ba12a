package com.metricai.standalone.recovery;

import com.metricai.standalone.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that hold people's data: for their owner only. */
final class Directories {
    private Directories() {}

    /**
     * Makes a directory, or takes one that is empty.
     *
     * @throws UserError when it is not empty or cannot be made
     */
    static void createEmpty(Path directory) {
        requireEmpty(directory);
        try {
            if (!Files.isDirectory(directory)) {
                Path parent = directory.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(directory);
            }
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + directory + " (" + e.getMessage() + "): choose another directory", e);
        }
    }

    /** Makes sure that nothing is there. */
    static void requireEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new UserError(directory + " is a file: choose another directory");
        }
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new UserError(directory + " is not empty: choose a new directory");
            }
        } catch (IOException e) {
            throw new UserError("cannot read " + directory + " (" + e.getMessage() + "): choose another directory", e);
        }
    }

    /** Copies a file or a directory with everything in it, if it is there. */
    static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Deletes a directory with everything in it. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
