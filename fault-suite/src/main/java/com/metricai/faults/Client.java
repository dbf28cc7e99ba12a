package com.metricai.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sends an export as Claude Code 2.1.330 was seen to: the same body again after 1, 1.5, 2.25 and 3.375 s, or after what
 * Retry-After says, and only after 429, 502, 503 and 504; ten seconds in all. A connection that is refused or breaks off is
 * the end of it.
 */
final class Client implements AutoCloseable {
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final double[] PAUSES_S = {1, 1.5, 2.25, 3.375};
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int NO_ANSWER = 0;

    /**
     * A request.
     *
     * @param began and ended by {@link System#nanoTime()}
     * @param status 0 when no answer came
     */
    record Attempt(long began, long ended, int status) {
        boolean isAcknowledged() {
            return status / 100 == 2;
        }

        /** An answer that the client takes as the end of it, other than 2xx. */
        boolean isFinal() {
            return status != NO_ANSWER && !isAcknowledged() && !RETRYABLE.contains(status);
        }
    }

    /** What became of it. */
    record Outcome(Fate fate, List<Attempt> attempts) {
        Outcome {
            attempts = List.copyOf(attempts);
        }

        long acknowledged() {
            return attempts.stream().filter(Attempt::isAcknowledged).count();
        }

        Outcome followedBy(Outcome second) {
            List<Attempt> all = new ArrayList<>(attempts);
            all.addAll(second.attempts);
            return new Outcome(fate, all);
        }
    }

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

    /** Sends it, and once more when the export says so. */
    Outcome send(Export export) throws InterruptedException {
        Outcome first = sendOnce(export);
        return export.again() && first.fate() == Fate.ACKNOWLEDGED ? first.followedBy(sendOnce(export)) : first;
    }

    private Outcome sendOnce(Export export) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        List<Attempt> attempts = new ArrayList<>();
        while (true) {
            long began = System.nanoTime();
            Duration left = Duration.ofNanos(end - began);
            if (left.isNegative() || left.isZero()) {
                return new Outcome(Fate.LOST, attempts);
            }
            double pause;
            try {
                HttpResponse<Void> answer = http.send(request(export, left), BodyHandlers.discarding());
                attempts.add(new Attempt(began, System.nanoTime(), answer.statusCode()));
                if (attempts.getLast().isAcknowledged()) {
                    return new Outcome(Fate.ACKNOWLEDGED, attempts);
                }
                if (!RETRYABLE.contains(answer.statusCode()) || attempts.size() > PAUSES_S.length) {
                    return new Outcome(Fate.LOST, attempts);
                }
                double usual = PAUSES_S[attempts.size() - 1];
                pause = answer.headers()
                        .firstValue("Retry-After")
                        .map(Double::parseDouble)
                        .orElse(usual);
            } catch (ConnectException e) {
                attempts.add(new Attempt(began, System.nanoTime(), NO_ANSWER));
                return new Outcome(Fate.LOST, attempts);
            } catch (IOException e) {
                attempts.add(new Attempt(began, System.nanoTime(), NO_ANSWER));
                return new Outcome(Fate.UNKNOWN, attempts);
            }
            Duration wait = Duration.ofMillis((long) (pause * 1000));
            if (System.nanoTime() + wait.toNanos() > end) {
                return new Outcome(Fate.LOST, attempts);
            }
            Thread.sleep(wait);
        }
    }

    private HttpRequest request(Export export, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        ingest.resolve("/v1/" + export.signal().wireName()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", export.contentType())
                .POST(BodyPublishers.ofByteArray(export.wire()));
        if (export.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        return request.build();
    }

    @Override
    public void close() {
        http.close();
    }
}
