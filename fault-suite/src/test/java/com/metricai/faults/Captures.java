package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a real client sent. */
final class Captures {
    static final Path CONTRACT = Path.of("..").toAbsolutePath().normalize().resolve("contract");

    private Captures() {}

    static byte[] captured(String file) {
        try {
            return Files.readAllBytes(CONTRACT.resolve("otlp").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all JSON bodies. */
    static List<String> all() {
        Path otlp = CONTRACT.resolve("otlp");
        try (Stream<Path> files = Files.walk(otlp)) {
            return files.map(file -> otlp.relativize(file).toString())
                    .filter(file -> file.matches(".*/\\d+-(traces|logs|metrics)\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
