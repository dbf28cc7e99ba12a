package com.metricai.standalone.demo;

import com.metricai.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts exports to an ingest URL as the client does: gzip, a bearer token, the same body again after 429, 502, 503 and
 * 504. More patient than the client, because nothing waits for it: a body is given up after a minute.
 */
public final class DemoPoster {
    private static final int CONNECTIONS = 4;
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final long DEFAULT_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 10;

    private final HttpClient client;
    private final URI ingest;
    private final String token;
    private final Consumer<Progress> listener;
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private Progress progress = new Progress(LocalDate.MIN, 0, 0, 0);

    private DemoPoster(HttpClient client, URI ingest, String token, Consumer<Progress> listener) {
        this.client = client;
        this.ingest = ingest;
        this.token = token;
        this.listener = listener;
    }

    /**
     * Posts everything, four requests at a time, in the order of the days.
     *
     * @param ingest the base URL, to which {@code /v1/logs} and so on are added
     * @param listener called after each acknowledged request, one call at a time
     * @return what was acknowledged
     * @throws IOException at the first body that is refused for good or not taken within a minute
     */
    public static Progress post(URI ingest, String token, Iterator<DemoExport> exports, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_TIMEOUT)
                .build()) {
            return new DemoPoster(client, ingest, token, listener).postAll(exports);
        }
    }

    private Progress postAll(Iterator<DemoExport> exports) throws IOException, InterruptedException {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (failure.get() == null && exports.hasNext()) {
                // Before the next body is made: no more than the connections can carry is in memory.
                connections.acquire();
                DemoExport export = exports.next();
                workers.execute(() -> deliver(export));
            }
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        synchronized (this) {
            return progress;
        }
    }

    private void deliver(DemoExport export) {
        try {
            byte[] body = gzip(export.body());
            postPatiently(export, body);
            acknowledged(export, body.length);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new InterruptedIOException("interrupted while posting"));
        } finally {
            connections.release();
        }
    }

    private synchronized void acknowledged(DemoExport export, int bytes) {
        progress = progress.plus(export, bytes);
        listener.accept(progress);
    }

    private void postPatiently(DemoExport export, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(signalUrl(export.signal()))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long pause = DEFAULT_PAUSE_SECONDS;
            String trouble;
            try {
                HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
                if (response.statusCode() / 100 == 2) {
                    return;
                }
                trouble = "status " + response.statusCode();
                if (!RETRYABLE.contains(response.statusCode())) {
                    throw new RefusedException(request.uri() + " refused the demo history: " + trouble);
                }
                pause = retryAfter(response);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                // What was stored without an acknowledgement is recognised when it comes again.
                trouble = e.toString();
            }
            if (System.nanoTime() + Duration.ofSeconds(pause).toNanos() > giveUpAt) {
                throw new IOException(request.uri() + " did not take the demo history: " + trouble);
            }
            Thread.sleep(Duration.ofSeconds(pause));
        }
    }

    /** A path in the URL is kept, as the client keeps it. */
    private URI signalUrl(Signal signal) {
        String base = ingest.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + "v1/" + signal.wireName());
    }

    private static long retryAfter(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(Long::parseLong)
                    .map(seconds -> Math.clamp(seconds, 0, LONGEST_PAUSE_SECONDS))
                    .orElse(DEFAULT_PAUSE_SECONDS);
        } catch (NumberFormatException e) {
            // A date, which no part of ours sends.
            return DEFAULT_PAUSE_SECONDS;
        }
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 8);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * What has been acknowledged so far.
     *
     * @param day the latest day of the story that something was posted for
     * @param bytes on the wire
     */
    public record Progress(LocalDate day, int requests, long records, long bytes) {
        Progress plus(DemoExport export, int size) {
            LocalDate latest = export.day().isAfter(day) ? export.day() : day;
            return new Progress(latest, requests + 1, records + export.records(), bytes + size);
        }
    }

    private static final class RefusedException extends IOException {
        RefusedException(String message) {
            super(message);
        }
    }
}
