package com.metricai.ingest.bench;

import com.metricai.ingest.IngestRig;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sends varied exports over a number of connections to an ingest with an embedded broker in this JVM, and the same to a
 * route beside it that reads the body and publishes nothing. Prints both and their ratio.
 *
 * <p>Arguments: connections (32), seconds of each measured round (15), body size in bytes (8400).
 */
public final class LoadDriver {
    private static final int BODIES = 512;
    private static final int WARM_UP_SECONDS = 15;

    private record Result(double perSecond, double p50Millis, double p99Millis, long failures) {
        @Override
        public String toString() {
            return "%,.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d failed"
                    .formatted(perSecond, p50Millis, p99Millis, failures);
        }
    }

    private LoadDriver() {}

    public static void main(String[] args) throws IOException {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 32;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
        int size = args.length > 2 ? Integer.parseInt(args[2]) : 8400;
        byte[][] bodies = bodies(size);
        Path directory = Files.createTempDirectory("ingest-load");
        try (IngestRig rig = new IngestRig(directory).startKafka().createStore()) {
            rig.startIngest(NoPublishRoute.class, "--metric-ai.ingest.rate-limit=1000000");
            URI publishing = rig.uri("/v1/traces");
            URI notPublishing = rig.uri(NoPublishRoute.PATH);
            run(publishing, rig.token(), bodies, connections, WARM_UP_SECONDS);
            run(notPublishing, rig.token(), bodies, connections, WARM_UP_SECONDS);
            Result published = run(publishing, rig.token(), bodies, connections, seconds);
            Result unpublished = run(notPublishing, rig.token(), bodies, connections, seconds);
            System.out.printf("%d connections, bodies of about %d bytes%n", connections, size);
            System.out.println("published:     " + published);
            System.out.println("not published: " + unpublished);
            System.out.printf("ratio:         %.2f%n", published.perSecond / unpublished.perSecond);
        }
    }

    private static Result run(URI uri, String token, byte[][] bodies, int connections, int seconds) {
        ConnectionProvider pool = ConnectionProvider.create("load", connections);
        HttpClient client = HttpClient.create(pool)
                .headers(headers ->
                        headers.set("content-type", "application/json").set("authorization", "Bearer " + token));
        Queue<long[]> latencies = new ConcurrentLinkedQueue<>();
        AtomicLong failures = new AtomicLong();
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        Flux.range(0, connections)
                .flatMap(
                        worker -> {
                            Recorder recorder = new Recorder();
                            return Mono.defer(() -> {
                                        long sent = System.nanoTime();
                                        byte[] body = bodies[(int) (next.getAndIncrement() % bodies.length)];
                                        return client.post()
                                                .uri(uri)
                                                .send(Mono.just(Unpooled.wrappedBuffer(body)))
                                                .responseSingle((response, content) -> content.then(Mono.just(
                                                        response.status().code())))
                                                .doOnNext(status -> {
                                                    recorder.add(System.nanoTime() - sent);
                                                    if (status != 200) {
                                                        failures.incrementAndGet();
                                                    }
                                                });
                                    })
                                    .repeat(() -> System.nanoTime() < end)
                                    .then()
                                    .doFinally(signal -> latencies.add(recorder.toArray()));
                        },
                        connections)
                .blockLast();
        double elapsed = (System.nanoTime() - start) / 1e9;
        pool.dispose();
        long[] sorted =
                latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(
                sorted.length / elapsed,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                failures.get());
    }

    /** Like spans: a fixed skeleton, and ids and numbers that do not compress. */
    private static byte[][] bodies(int size) {
        Random random = new Random(42);
        byte[][] bodies = new byte[BODIES][];
        for (int i = 0; i < BODIES; i++) {
            StringBuilder body = new StringBuilder("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[");
            while (body.length() < size) {
                body.append("{\"traceId\":\"%016x%016x\",\"spanId\":\"%016x\",\"name\":\"claude_code.tool\","
                        .formatted(random.nextLong(), random.nextLong(), random.nextLong()));
                body.append("\"startTimeUnixNano\":\"%d\",\"attributes\":[{\"key\":\"duration_ms\",\"value\":"
                        .formatted(random.nextLong(Long.MAX_VALUE)));
                body.append("{\"intValue\":%d}}]},".formatted(random.nextInt(100_000)));
            }
            body.setLength(body.length() - 1);
            bodies[i] = body.append("]}]}]}").toString().getBytes(StandardCharsets.UTF_8);
        }
        return bodies;
    }

    /** Latencies of one connection, whose requests follow each other. */
    private static final class Recorder {
        private long[] nanos = new long[1024];
        private int count;

        void add(long value) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(nanos, count);
        }
    }
}
