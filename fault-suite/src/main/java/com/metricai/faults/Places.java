package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an installation keeps what: three directories, so that each may be on a disk of its own. */
record Places(Path home) {
    Places create() {
        try {
            for (Path directory : new Path[] {kafka(), sqlite(), clickHouse(), access(), logs()}) {
                Files.createDirectories(directory);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kafka() {
        return home.resolve("kafka");
    }

    Path sqlite() {
        return home.resolve("sqlite");
    }

    Path database() {
        return sqlite().resolve("metric-ai.db");
    }

    Path clickHouse() {
        return home.resolve("clickhouse");
    }

    Path access() {
        return home.resolve("access");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path clock() {
        return home.resolve("clock");
    }
}
