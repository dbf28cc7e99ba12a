package com.metricai.standalone.doctor;

import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.standalone.UserError;
import com.metricai.standalone.doctor.Outcome.Answered;
import com.metricai.standalone.doctor.Outcome.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a client would send, one empty export for each signal, and says of everything that goes wrong what it is and
 * what to do. An empty export changes no panel; it counts as a use of the token.
 */
public final class Doctor {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Sign-in tokens tolerate as much. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final int BODY_SHOWN = 4096;

    private record Export(Signal signal, Encoding encoding) {
        static final List<Export> ALL = List.of(
                new Export(Signal.METRICS, Encoding.JSON),
                new Export(Signal.LOGS, Encoding.JSON),
                new Export(Signal.LOGS, Encoding.PROTOBUF),
                new Export(Signal.TRACES, Encoding.JSON));

        /** Nothing at all, which is an empty object in JSON and no byte in protobuf. */
        BodyPublisher body() {
            return switch (encoding) {
                case JSON -> BodyPublishers.ofString("{}");
                case PROTOBUF -> BodyPublishers.noBody();
            };
        }
    }

    private final Clock clock;
    private final LongSupplier nanos;
    private final Consumer<String> out;
    private boolean well = true;
    private List<String> lastAdvice = List.of();

    /**
     * A doctor for one examination.
     *
     * @param nanos a running time, as {@link System#nanoTime()} tells it
     * @param out takes the lines of the report
     */
    public Doctor(Clock clock, LongSupplier nanos, Consumer<String> out) {
        this.clock = clock;
        this.nanos = nanos;
        this.out = out;
    }

    /** Examines the way from this machine to ingest; returns whether all is well. */
    public boolean examine(String url, String token) {
        IngestUrl ingest = IngestUrl.parse(url);
        ingest.findings().forEach(finding -> report("url", finding));
        Finding form = TokenForm.look(token);
        report("token", form);
        URI base = ingest.base();
        if (base != null && resolves(base)) {
            sendAll(base, token, form.well());
        }
        out.accept(well ? "All is well." : "Not all is well: see the lines with ✗.");
        return well;
    }

    private boolean resolves(URI base) {
        String host = base.getHost();
        try {
            String address = InetAddress.getByName(host).getHostAddress();
            report("name", Finding.well(address.equals(host) ? host : host + " is " + address));
            return true;
        } catch (UnknownHostException e) {
            report(
                    "name",
                    Finding.ill(
                            "nobody knows the name " + host,
                            "check its spelling, and that this machine is in the network or VPN that knows it"));
            return false;
        }
    }

    private void sendAll(URI base, String token, boolean wholeToken) {
        @Nullable Instant serverTime = null;
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build()) {
            for (Export export : Export.ALL) {
                Outcome outcome = send(client, base, token, export);
                String name = export.signal.wireName() + (export.encoding == Encoding.PROTOBUF ? " (protobuf)" : "");
                switch (outcome) {
                    case Answered answer -> {
                        report(name, Answers.explain(base, export.encoding, answer, wholeToken));
                        serverTime = answer.date() == null ? serverTime : answer.date();
                    }
                    case Failed failed -> {
                        report(name, Failures.explain(base, failed.failure()));
                        // The others would fail in the same way, some of them after ten seconds each.
                        return;
                    }
                }
            }
        }
        if (serverTime != null) {
            compareClocks(serverTime);
        }
    }

    private Outcome send(HttpClient client, URI base, String token, Export export) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(base + "/v1/" + export.signal.wireName()))
                    .timeout(ANSWER)
                    .header("Authorization", "Bearer " + token.strip())
                    .header("Content-Type", export.encoding.mediaType())
                    .header("User-Agent", "metric-ai-doctor")
                    .POST(export.body())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UserError("the token or the URL holds characters that cannot be sent", e);
        }
        long start = nanos.getAsLong();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            byte[] body = response.body();
            return new Answered(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    new String(body, 0, Math.min(body.length, BODY_SHOWN), StandardCharsets.UTF_8),
                    response.headers().firstValue("Location").orElse(null),
                    response.headers().firstValue("Date").map(Doctor::instant).orElse(null),
                    Duration.ofNanos(nanos.getAsLong() - start));
        } catch (IOException e) {
            return new Failed(e, Duration.ofNanos(nanos.getAsLong() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed(new IOException("interrupted", e), Duration.ofNanos(nanos.getAsLong() - start));
        }
    }

    private static @Nullable Instant instant(String httpDate) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void compareClocks(Instant serverTime) {
        Duration ahead = Duration.between(serverTime, clock.instant());
        if (ahead.abs().compareTo(CLOCK_SKEW) <= 0) {
            report("clock", Finding.well("agrees with the server's"));
            return;
        }
        report(
                "clock",
                Finding.ill(
                        "this machine is " + ahead.abs().toSeconds() + " s "
                                + (ahead.isNegative() ? "behind" : "ahead of") + " the server",
                        "set both by NTP: records are filed by the time that the client gives them"));
    }

    private void report(String name, Finding finding) {
        well &= finding.well();
        out.accept("  " + (finding.well() ? "✓" : "✗") + " " + "%-16s".formatted(name) + " " + finding.what());
        if (!finding.advice().equals(lastAdvice)) {
            finding.advice().forEach(line -> out.accept(" ".repeat(21) + "→ " + line));
        }
        if (!finding.well()) {
            lastAdvice = finding.advice();
        }
    }
}
