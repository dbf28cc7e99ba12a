package com.metricai.otlp.decode;

import com.metricai.otlp.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The requests of a real client, kept in the project's {@code contract/otlp}. */
final class Captures {
    private Captures() {}

    static List<Path> json() {
        return files(".json").stream()
                .filter(file -> !file.toString().endsWith(".headers.json"))
                .toList();
    }

    static List<Path> protobuf() {
        return files(".bin");
    }

    /** Files are called {@code NNN-<signal>.<extension>}. */
    static Signal signal(Path file) {
        String name = file.getFileName().toString();
        return Signal.ofWireName(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path captures = folder.resolve("contract").resolve("otlp");
            if (Files.isDirectory(captures)) {
                return captures;
            }
        }
        throw new IllegalStateException("contract/otlp is in no folder above this one");
    }

    private static List<Path> files(String extension) {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
