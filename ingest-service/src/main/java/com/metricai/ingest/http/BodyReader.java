package com.metricai.ingest.http;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Encoding;
import java.util.concurrent.TimeoutException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Reads a body within all bounds and makes it ready to be published. */
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

    private final int maxBody;
    private final int gzipAbove;
    private final IngestSettings settings;
    private final Scheduler heavy;

    /**
     * For all requests.
     *
     * @param heavy where (de)compression runs, so that no event loop waits for it
     */
    BodyReader(IngestSettings settings, Scheduler heavy) {
        this.settings = settings;
        this.maxBody = Math.toIntExact(settings.maxBody().toBytes());
        this.gzipAbove = Math.toIntExact(settings.gzipAbove().toBytes());
        this.heavy = heavy;
    }

    /** Fails with a {@link RejectedException} when the body cannot be taken. */
    Mono<Body> read(ServerHttpRequest request, Encoding encoding, boolean gzip, InFlight.Share share) {
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
                                Rejection.unavailable("stalled", "the rest of the body did not come: send it again")))
                .flatMap(bytes -> prepare(bytes, encoding, gzip));
    }

    private Mono<Body> prepare(byte[] bytes, Encoding encoding, boolean gzip) {
        if (gzip) {
            return Mono.fromCallable(() -> checked(bytes, encoding)).subscribeOn(heavy);
        }
        requireContent(encoding, bytes.length);
        if (bytes.length > gzipAbove) {
            return Mono.fromCallable(() -> new Body(Gzip.compress(bytes), true, bytes.length))
                    .subscribeOn(heavy);
        }
        return Mono.just(new Body(bytes, false, bytes.length));
    }

    private Body checked(byte[] bytes, Encoding encoding) {
        return switch (Gzip.check(bytes, maxBody)) {
            case Gzip.Check.Fits(long size) -> {
                requireContent(encoding, size);
                yield new Body(bytes, true, bytes.length);
            }
            case Gzip.Check.TooLarge() -> throw new RejectedException(Rejection.tooLarge(maxBody));
            case Gzip.Check.Corrupt(String why) ->
                throw new RejectedException(Rejection.badRequest(
                        "the body is not the gzip that its " + "Content-Encoding promises: " + why));
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
