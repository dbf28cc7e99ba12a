package com.metricai.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Sends an export as Claude Code 2.1.330 was seen to: the same body again after 1, 1.5, 2.25 and 3.375 s, or after what
 * Retry-After says, and only after 429, 502, 503 and 504; ten seconds in all. A connection that is refused or breaks off is
 * the end of it.
 */
final class Client implements AutoCloseable {
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final double[] PAUSES_S = {1, 1.5, 2.25, 3.375};
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * What became of it.
     *
     * @param slowestMs of its answers, those that never came left out
     * @param finals answers that are neither 200 nor may be repeated
     */
    record Outcome(Fate fate, int attempts, long slowestMs, int finals) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private final URI ingest;
    private final String token;

    Client(URI ingest, String token) {
        this.ingest = ingest;
        this.token = token;
    }

    Outcome send(Export export) throws InterruptedException {
        byte[] wire = export.gzip() ? gzip(export.body()) : export.body();
        long end = System.nanoTime() + DEADLINE.toNanos();
        long slowest = 0;
        for (int attempt = 0; ; attempt++) {
            long began = System.nanoTime();
            Duration left = Duration.ofNanos(end - began);
            if (left.isNegative() || left.isZero()) {
                return new Outcome(Fate.LOST, attempt, slowest, 0);
            }
            double pause;
            try {
                HttpResponse<Void> answer = http.send(request(export, wire, left), BodyHandlers.discarding());
                slowest = Math.max(
                        slowest, Duration.ofNanos(System.nanoTime() - began).toMillis());
                if (answer.statusCode() / 100 == 2) {
                    return new Outcome(Fate.ACKNOWLEDGED, attempt + 1, slowest, 0);
                }
                if (!RETRYABLE.contains(answer.statusCode())) {
                    return new Outcome(Fate.LOST, attempt + 1, slowest, 1);
                }
                if (attempt == PAUSES_S.length) {
                    return new Outcome(Fate.LOST, attempt + 1, slowest, 0);
                }
                pause = answer.headers()
                        .firstValue("Retry-After")
                        .map(Double::parseDouble)
                        .orElse(PAUSES_S[attempt]);
            } catch (ConnectException e) {
                return new Outcome(Fate.LOST, attempt + 1, slowest, 0);
            } catch (IOException e) {
                return new Outcome(Fate.UNKNOWN, attempt + 1, slowest, 0);
            }
            Duration wait = Duration.ofMillis((long) (pause * 1000));
            if (System.nanoTime() + wait.toNanos() > end) {
                return new Outcome(Fate.LOST, attempt + 1, slowest, 0);
            }
            Thread.sleep(wait);
        }
    }

    private HttpRequest request(Export export, byte[] wire, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        ingest.resolve("/v1/" + export.signal().wireName()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(wire));
        if (export.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        return request.build();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
