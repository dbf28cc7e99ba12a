package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.metricai.ingest.IngestRig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** A producer that gets nothing through any more while the broker answers everybody else. */
class StuckProducerTest {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    @Test
    void producerWhoseThreadDied_isReplaced() throws Exception {
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore().startIngest()) {
            awaitReady(rig);
            assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(200);

            killByAnError(networkThreads().getFirst());
            assertThat(timedPost(rig)).isEqualTo(503);
            await().atMost(Duration.ofSeconds(60)).until(() -> timedPost(rig) == 200);
            awaitReady(rig);
            assertThat(networkThreads()).hasSize(1);
            await().atMost(LONGEST_ANSWER)
                    .until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 0.0"));
        }
    }

    /** Kafka's network thread outlives exceptions and no errors; here the next thing that it logs is one. */
    private static void killByAnError(Thread victim) throws InterruptedException {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        logging.addTurboFilter(new TurboFilter() {
            @Override
            public FilterReply decide(
                    Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
                if (Thread.currentThread() == victim && logger.getName().startsWith("org.apache.kafka.clients")) {
                    throw new InternalError("as if memory had run out");
                }
                return FilterReply.NEUTRAL;
            }
        });
        // Wakes it from its wait for the network.
        victim.interrupt();
        victim.join(Duration.ofSeconds(20));
        logging.resetTurboFilterList();
        assertThat(victim.isAlive()).isFalse();
    }

    private static int timedPost(IngestRig rig) throws Exception {
        Instant start = Instant.now();
        int status = rig.post("/v1/logs", EMPTY_EXPORT).statusCode();
        assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST_ANSWER);
        return status;
    }

    private static List<Thread> networkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-producer-network-thread | ingest-service"))
                .toList();
    }
}
