package com.metricai.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a broker exists, and what the broker is told. */
class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void start_portTaken_saysWhich() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, Ports.loopback())) {
            int port = socket.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port, Map.of()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("port " + port + " is taken");
        }
    }

    @Test
    void start_directoryLocked_saysSo() {
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0, Map.of()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("directory is locked by another instance")
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void start_directoryIsAFile_saysSo() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file, 0, Map.of()))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void room_lessThanNeeded_saysHowMuch() {
        Room.require(directory, 0);
        assertThatThrownBy(() -> Room.require(directory, Long.MAX_VALUE))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("make room");
    }

    @Test
    void lock_afterClose_canBeTakenAgain() {
        DirectoryLock.take(directory).close();
        DirectoryLock.take(directory).close();
    }

    @Test
    void settings_override_wins() {
        assertThat(BrokerSettings.of(directory, 1, 2, Map.of("num.io.threads", "5")))
                .containsEntry("num.io.threads", "5")
                .containsEntry("auto.create.topics.enable", "false");
    }

    @Test
    void settings_listeners_areLoopbackOnly() {
        assertThat(BrokerSettings.of(directory, 1, 2, Map.of()))
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2");
    }
}
