package com.metricai.clickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed npm client, which knows the machine's registry, proxy and certificates. */
record NpmClient(String command) {
    private static final long MINUTES = 15;
    private static final int SHOWN_CHARACTERS = 600;

    /**
     * Fetches a package's tarball into a directory.
     *
     * @throws EngineUnavailableException when there is no npm, or when it has no such package to give
     */
    Path pack(String packageAndVersion, Path directory) throws IOException {
        Path errors = directory.resolve("npm.log");
        run(packageAndVersion, directory, errors);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new EngineUnavailableException("npm fetched nothing"));
        }
    }

    private void run(String packageAndVersion, Path directory, Path errors) throws IOException {
        Process npm;
        try {
            npm = new ProcessBuilder(command, "pack", "--loglevel=error", packageAndVersion)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "the ClickHouse engine comes by npm, and there is no command \"%s\" (install npm and start again)"
                            .formatted(command),
                    e);
        }
        try {
            if (!npm.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new EngineUnavailableException(
                        "npm did not fetch the ClickHouse engine within %d minutes".formatted(MINUTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("interrupted while npm fetched the ClickHouse engine", e);
        } finally {
            npm.destroyForcibly();
        }
        if (npm.exitValue() != 0) {
            throw new EngineUnavailableException(
                    "npm could not fetch the ClickHouse engine (%s)".formatted(beginning(errors)));
        }
    }

    private static String beginning(Path log) throws IOException {
        String text = Files.readString(log).strip().replaceAll("\\s*\\n\\s*", " | ");
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
