package com.metricai.ingest.http;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Encoding;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads a body within all bounds, and makes it ready to be published. */
final class BodyReader {
    /**
     * A body as it is published.
     *
     * @param bytes as received, or gzipped by us
     * @param gzip whether they are gzip
     * @param received how many bytes came over the wire
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Body(byte[] bytes, boolean gzip, int received) {}

    /** Some times what the largest body needs on a machine that does nothing else. */
    private static final Duration COMPRESSION = Duration.ofMillis(2500);

    private final int maxBody;
    private final int gzipAbove;
    private final IngestSettings settings;
    private final HeavyWork heavy;

    /** For all requests. */
    BodyReader(IngestSettings settings, HeavyWork heavy) {
        this.settings = settings;
        this.maxBody = Math.toIntExact(settings.maxBody().toBytes());
        this.gzipAbove = Math.toIntExact(settings.gzipAbove().toBytes());
        this.heavy = heavy;
    }

    /** Takes what the client sends. Fails with a {@link RejectedException} when it cannot be taken. */
    Mono<byte[]> receive(ServerHttpRequest request, InFlight.Share share) {
        long contentLength = request.getHeaders().getContentLength();
        if (contentLength > maxBody) {
            return Mono.error(new RejectedException(Rejection.tooLarge(maxBody)));
        }
        BodyBuffer buffer = new BodyBuffer(maxBody, contentLength, share);
        return request.getBody()
                .timeout(settings.stallTimeout())
                .doOnNext(buffer::add)
                .then(Mono.fromSupplier(buffer::toByteArray))
                .timeout(settings.bodyTimeout())
                .onErrorMap(
                        TimeoutException.class,
                        e -> new RejectedException(
                                Rejection.unavailable("stalled", "the rest of the body did not come: send it again")));
    }

    /** Checks a body and makes it ready. Fails with a {@link RejectedException} when it cannot be taken. */
    Mono<Body> prepare(byte[] bytes, Encoding encoding, boolean gzip) {
        if (gzip) {
            return check(bytes).map(check -> checked(check, bytes, encoding));
        }
        requireContent(encoding, bytes.length);
        Mono<Body> asItCame = Mono.just(new Body(bytes, false, bytes.length));
        if (bytes.length <= gzipAbove) {
            return asItCame;
        }
        // Compression saves room; it is no reason to refuse anything.
        return heavy.large(bytes.length, () -> new Body(Gzip.compress(bytes), true, bytes.length))
                .timeout(COMPRESSION, asItCame)
                .onErrorResume(RejectedException.class, busy -> asItCame);
    }

    /** What claims to be small is inflated as far as small goes, and only then, if it lied, takes its place among the large. */
    private Mono<Gzip.Check> check(byte[] bytes) {
        long claimed = Math.max(bytes.length, Gzip.claimedSize(bytes));
        if (claimed > HeavyWork.SMALL_BYTES || maxBody <= HeavyWork.SMALL_BYTES) {
            return checkWhole(bytes, Math.min(claimed, maxBody));
        }
        return heavy.small(() -> Gzip.check(bytes, HeavyWork.SMALL_BYTES))
                .flatMap(check ->
                        check instanceof Gzip.Check.TooLarge() ? checkWhole(bytes, maxBody) : Mono.just(check));
    }

    private Mono<Gzip.Check> checkWhole(byte[] bytes, long size) {
        return heavy.large(size, () -> Gzip.check(bytes, maxBody));
    }

    private Body checked(Gzip.Check check, byte[] bytes, Encoding encoding) {
        return switch (check) {
            case Gzip.Check.Fits(long size) -> {
                requireContent(encoding, size);
                yield new Body(bytes, true, bytes.length);
            }
            case Gzip.Check.TooLarge() -> throw new RejectedException(Rejection.tooLarge(maxBody));
            case Gzip.Check.Corrupt(String why) ->
                throw new RejectedException(
                        Rejection.badRequest("the body is not the gzip that its Content-Encoding promises: " + why));
        };
    }

    /** Nothing is a valid protobuf message, and no JSON document. */
    private static void requireContent(Encoding encoding, long size) {
        if (size == 0 && encoding == Encoding.JSON) {
            throw new RejectedException(
                    Rejection.badRequest("the body is empty: an export without content is {} in JSON"));
        }
    }
}
