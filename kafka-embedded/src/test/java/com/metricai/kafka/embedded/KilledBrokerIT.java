package com.metricai.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {
    @TempDir
    Path directory;

    @Test
    void kill9_duringProduction_losesNothingAcknowledged() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            acknowledged.addAll(acknowledgedUntilKilled("round-" + round + "-", 500));
        }

        Set<String> stored = new HashSet<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                Consumer<String, byte[]> consumer = TestClients.consumer(kafka.bootstrapServers(), "readers")) {
            TestClients.take(consumer, acknowledged.size()).forEach(record -> stored.add(record.key()));
            // Records whose acknowledgement did not arrive may be there as well, and in front of acknowledged ones.
            while (!stored.containsAll(acknowledged)) {
                assertThat(TestClients.take(consumer, 1)).isNotEmpty().allSatisfy(record -> stored.add(record.key()));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(1500);
    }

    /** Runs a broker in a child process, kills it after that many acknowledgements and returns all that came out. */
    private Set<String> acknowledgedUntilKilled(String prefix, int enough) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProducingBroker.class.getName(),
                        directory.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> keys = new HashSet<>();
        try (BufferedReader lines = child.inputReader()) {
            readInto(keys, lines, enough);
            // Through the handle: Process.destroyForcibly would close the pipe with acknowledgements still in it.
            child.toHandle().destroyForcibly();
            readInto(keys, lines, Integer.MAX_VALUE);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return keys;
    }

    /** A line is one write to a pipe and shorter than the pipe's atomic size: what arrives is whole lines. */
    private static void readInto(Set<String> keys, BufferedReader lines, int enough) throws IOException {
        String line;
        while (keys.size() < enough && (line = lines.readLine()) != null) {
            keys.add(line);
        }
    }
}
