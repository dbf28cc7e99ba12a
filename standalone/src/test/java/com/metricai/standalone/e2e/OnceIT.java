package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Signal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delivery is at least once, the sums are once: everything is sent three times, in any order, in every encoding, by eight
 * connections, and all processes are killed twice meanwhile.
 */
class OnceIT {
    private static final int CONNECTIONS = 8;
    private static final long SEED = 11;
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Sent without their events, so that metrics are the ledger. */
    private static final List<String> METRICS_ONLY = List.of("cumulative", "edits");

    /** Sent without their metrics. */
    private static final List<String> LOGS_ONLY = List.of("errors", "resume");

    @TempDir
    private Path folder;

    @Test
    void totals_areThoseOfOneDelivery() throws InterruptedException {
        List<Request> sent = requests();
        NaiveReader want = NaiveReader.of(sent);
        Queue<Request> queue = new ConcurrentLinkedQueue<>(thriceAndShuffled(sent));
        int all = queue.size();

        try (Suite suite = Suite.start(folder)) {
            AtomicInteger posted = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(CONNECTIONS);
            try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    clients.execute(() -> {
                        client(suite, queue, posted, refused);
                        done.countDown();
                    });
                }
                for (int kill = 1; kill <= 2; kill++) {
                    int enough = all * kill / 3;
                    Await.until("a part is sent", SETTLED, () -> posted.get() >= enough);
                    suite.kill9();
                    suite.restart();
                }
                assertThat(done.await(3, TimeUnit.MINUTES)).as("all are sent").isTrue();
            }

            assertThat(refused).as("answers that a client takes as final").hasValue(0);
            assertThat(posted).hasValue(all);
            Await.noDifferences(SETTLED, () -> Panels.differences(suite, want));
            assertThat(suite.complaints())
                    .filteredOn(line -> line.contains("\"ERROR\""))
                    .isEmpty();
        }
    }

    /** What a client does: what fails because nobody answers, or may be tried again, is tried again. */
    private static void client(Suite suite, Queue<Request> queue, AtomicInteger posted, AtomicInteger refused) {
        for (Request next = queue.poll(); next != null; next = queue.poll()) {
            Request request = next;
            Await.until("it is taken: " + request, SETTLED, () -> {
                int status = status(suite, request);
                if (status >= 400 && status != 429 && status != 503) {
                    refused.incrementAndGet();
                    return true;
                }
                return status == 200;
            });
            posted.incrementAndGet();
        }
    }

    private static int status(Suite suite, Request request) {
        try {
            return suite.post(request).statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static List<Request> requests() {
        Duration yesterday = Captures.untilYesterday();
        List<String> whole = new ArrayList<>(Captures.scenarios());
        whole.removeAll(METRICS_ONLY);
        whole.removeAll(LOGS_ONLY);
        // Straddles midnight: an afternoon's sessions, some of them cut in two.
        List<String> atMidnight = List.of("interactive");
        whole.removeAll(atMidnight);

        List<Request> requests = Captures.requests(whole, yesterday);
        requests.addAll(Captures.only(Captures.requests(METRICS_ONLY, yesterday), signal -> signal == Signal.METRICS));
        requests.addAll(Captures.only(Captures.requests(LOGS_ONLY, yesterday), signal -> signal != Signal.METRICS));
        requests.addAll(Midnight.straddling(atMidnight, yesterday));
        return requests;
    }

    /** The second time in the other encoding, the third time either. */
    private static List<Request> thriceAndShuffled(List<Request> requests) {
        Random random = new Random(SEED);
        List<Request> thrice = new ArrayList<>(requests);
        requests.forEach(request -> thrice.add(request.protobuf() ? request.asJson() : request.asProtobuf()));
        requests.forEach(request -> thrice.add(random.nextBoolean() ? request.asJson() : request));
        Collections.shuffle(thrice, random);
        thrice.replaceAll(request -> request.zipped(random.nextBoolean()));
        return thrice;
    }
}
