package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small bodies that are a lot of work to unpack. */
class HeavyBodiesTest {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final int BODIES = 12;
    private static final int MEMBERS = 20;
    private static final int MEMBER_BYTES = 50_000_000;

    @TempDir
    Path directory;

    /** What came back: the status, whether Retry-After was with it, and after what time. */
    private record Answer(int status, boolean retryAfter, Duration after) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyAtOnce_areAnsweredInTime_andOthersQuickly(boolean claimingToBeSmall) throws Exception {
        byte[] heavy = heavyBody();
        if (claimingToBeSmall) {
            heavy = concat(heavy, gzip(new byte[1]));
        }
        byte[] body = heavy;
        Queue<Answer> ofHeavy = new ConcurrentLinkedQueue<>();
        Queue<Answer> ofOthers = new ConcurrentLinkedQueue<>();
        try (IngestRig rig = rig()) {
            awaitReady(rig);
            String other = "Bearer " + rig.createToken("other");
            await().until(() ->
                    post(rig, "{}".getBytes(UTF_8), "Authorization", other).status() == 200);
            byte[] small = gzip("{\"resourceSpans\":[]}".getBytes(UTF_8));

            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                    Future<?> _ = clients.submit(() -> {
                        while (!over.get()) {
                            ofOthers.add(post(rig, "{}".getBytes(UTF_8), "Authorization", other));
                            ofOthers.add(post(rig, small, "Authorization", other, "Content-Encoding", "gzip"));
                        }
                        return null;
                    });
                    for (int i = 0; i < BODIES; i++) {
                        Future<?> _ = senders.submit(() -> ofHeavy.add(post(rig, body, "Content-Encoding", "gzip")));
                    }
                }
                over.set(true);
            }
            await().atMost(LONGEST_ANSWER)
                    .until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 0.0"));
        }

        assertThat(ofHeavy).hasSize(BODIES).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 503);
            assertThat(answer.retryAfter()).isEqualTo(answer.status() == 503);
        });
        assertThat(slowest(ofHeavy)).isLessThan(LONGEST_ANSWER);
        assertThat(ofOthers).extracting(Answer::status).containsOnly(200);
        assertThat(slowest(ofOthers)).isLessThan(QUICK);
    }

    /** Takes larger bodies than usual: so that a few are enough work. */
    private IngestRig rig() {
        return new IngestRig(directory)
                .startKafka()
                .createStore()
                .startIngest("--metric-ai.ingest.max-body=1024MB", "--metric-ai.ingest.max-in-flight=1024MB");
    }

    /** A megabyte that inflates to a thousand of them. */
    private static byte[] heavyBody() throws IOException {
        byte[] member = gzip(new byte[MEMBER_BYTES]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < MEMBERS; i++) {
            body.writeBytes(member);
        }
        return body.toByteArray();
    }

    private static Duration slowest(Queue<Answer> answers) {
        return answers.stream().map(Answer::after).max(Duration::compareTo).orElseThrow();
    }

    private static Answer post(IngestRig rig, byte[] body, String... headers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = rig.post("/v1/traces", body, headers);
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").isPresent(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }
}
