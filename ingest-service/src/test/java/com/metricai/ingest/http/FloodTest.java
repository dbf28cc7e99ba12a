package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.ingest.BrokerDoor;
import com.metricai.ingest.IngestRig;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Many clients send to a broker that stands still, with all its connections open. */
class FloodTest {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final Duration FLOOD = Duration.ofSeconds(12);
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 50;
    private static final int MIB = 1024 * 1024;
    private static final long IN_FLIGHT = 16L * MIB;
    private static final byte[] BODY = new byte[400_000];

    @TempDir
    Path directory;

    private record Answer(int status, int retryAfter, Duration after) {}

    @Test
    void frozenBroker_is503InTime_holdsABoundedAmount_andRecovers() throws Exception {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        Queue<Double> held = new ConcurrentLinkedQueue<>();
        try (BrokerDoor door = new BrokerDoor();
                IngestRig rig = new IngestRig(directory).startKafka(door).createStore()) {
            // A fast machine sends more in twelve seconds than a token may: this is not about its limits.
            rig.startIngest(
                    "--metric-ai.ingest.max-body=1MB",
                    "--metric-ai.ingest.max-in-flight=16MB",
                    "--metric-ai.ingest.rate-limit=1000000",
                    "--metric-ai.ingest.byte-rate-limit=1000GB");
            awaitReady(rig);
            // What was never run is slow the first time.
            for (int i = 0; i < WARM_UP; i++) {
                assertThat(post(rig).status()).isEqualTo(200);
            }
            long heapBefore = usedHeap();

            door.freeze();
            ListAppender<ILoggingEvent> dropped = droppedErrors();
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    Future<?> _ = clients.submit(() -> {
                        while (!over.get()) {
                            answers.add(post(rig));
                        }
                        return null;
                    });
                }
                Instant end = Instant.now().plus(FLOOD);
                await().atMost(FLOOD.multipliedBy(2)).until(() -> {
                    held.add(inFlight(rig));
                    return Instant.now().isAfter(end);
                });
                over.set(true);
            }

            assertThat(answers).extracting(Answer::status).containsOnly(503);
            assertThat(answers)
                    .extracting(Answer::retryAfter)
                    .allSatisfy(seconds -> assertThat(seconds).isBetween(1, 3));
            assertThat(answers.stream()
                            .map(Answer::after)
                            .max(Duration::compareTo)
                            .orElseThrow())
                    .isLessThan(LONGEST_ANSWER);
            assertThat(held).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(IN_FLIGHT));
            assertThat(rig.statusOf("/actuator/health/readiness")).isEqualTo(503);
            await().atMost(Duration.ofSeconds(10)).until(() -> inFlight(rig) == 0);
            assertThat(dropped.list).as("a stack trace for each export").isEmpty();
            assertThat(usedHeap() - heapBefore).as("what is left of it").isLessThan(IN_FLIGHT);

            door.thaw();
            await().atMost(Duration.ofSeconds(30)).until(() -> post(rig).status() == 200);
            awaitReady(rig);
        }
    }

    /** What Reactor logs of failures that nobody waits for. */
    private static ListAppender<ILoggingEvent> droppedErrors() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ((Logger) LoggerFactory.getLogger("reactor.core.publisher.Operators")).addAppender(lines);
        return lines;
    }

    private static Answer post(IngestRig rig) throws Exception {
        Instant start = Instant.now();
        HttpResponse<byte[]> response = rig.post("/v1/logs", BODY);
        return new Answer(
                response.statusCode(),
                response.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElse(0),
                Duration.between(start, Instant.now()));
    }

    private static double inFlight(IngestRig rig) throws Exception {
        return rig.get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("ingest_in_flight_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
