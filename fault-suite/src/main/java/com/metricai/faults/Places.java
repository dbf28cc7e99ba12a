package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an installation keeps what: a directory a store, so that each may be on a disk of its own. */
record Places(Path home) {
    Places create() {
        try {
            for (Path directory :
                    new Path[] {kafka(), sqlite(), clickHouse(), standalone(), access(), logs(), home.resolve("clocks")
                    }) {
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

    /** The data directory of {@code ./metric-ai up}. */
    Path standalone() {
        return home.resolve("standalone");
    }

    Path access() {
        return home.resolve("access");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path clock(Part part) {
        return home.resolve("clocks").resolve(part.label());
    }

    /** What a full disk of a part is the disk of. */
    Path disk(Part part) {
        return switch (part) {
            case BROKER -> kafka();
            case CLICKHOUSE -> clickHouse();
            case STANDALONE -> standalone();
            default -> sqlite();
        };
    }
}
