package com.metricai.kafka.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk of a directory. */
final class Room {
    /** What a start needs, and plenty more: another process may be filling the disk meanwhile. */
    static final long TO_START_BYTES = 128L * 1024 * 1024;

    private Room() {}

    /**
     * Refuses to start a broker on a full disk. After a crash Kafka reads its logs anew and writes small files while it
     * does; when one of them cannot be written, Kafka 4.2 (LogLoader.recoverLog, which handles any IOException as an
     * invalid offset) empties the whole segment, with everything in it that was acknowledged.
     *
     * @throws EmbeddedKafkaException when less is free; nothing was touched then
     */
    static void require(Path directory, long bytes) {
        long free;
        try {
            free = Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot look at the disk of %s: %s".formatted(directory, e), e);
        }
        if (free < bytes) {
            throw new EmbeddedKafkaException(
                    "the disk of %s has %d MiB free: make room, the Kafka broker needs %d MiB to start"
                            .formatted(directory, free >> 20, bytes >> 20));
        }
    }
}
