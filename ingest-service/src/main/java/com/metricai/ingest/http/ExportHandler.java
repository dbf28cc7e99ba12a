package com.metricai.ingest.http;

import com.metricai.ingest.IngestSettings;
import com.metricai.ingest.auth.Credentials;
import com.metricai.ingest.auth.RateLimits;
import com.metricai.ingest.queue.BrokerWatch;
import com.metricai.ingest.queue.Intake;
import com.metricai.ingest.queue.Publisher;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import com.metricai.service.trace.TraceIds;
import com.metricai.service.webflux.TraceWebFilter;
import com.metricai.store.access.TokenHolder;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * One export: token, content type, compression, rate, body, publish, answer. A 200 is only sent when the broker has it for
 * good; everything that may be better in a moment is a 503, because clients never repeat after a 500.
 */
final class ExportHandler {
    private static final Logger log = LoggerFactory.getLogger(ExportHandler.class);

    private final IngestSettings settings;
    private final Credentials credentials;
    private final RateLimits rates;
    private final Intake intake;
    private final BrokerWatch broker;
    private final BodyReader bodies;
    private final Publisher publisher;
    private final InFlight inFlight;
    private final Ledger ledger;
    private final Clock clock;
    private final PublishFailures failures = new PublishFailures(System::nanoTime);

    ExportHandler(
            IngestSettings settings,
            Credentials credentials,
            RateLimits rates,
            Intake intake,
            BrokerWatch broker,
            BodyReader bodies,
            Publisher publisher,
            InFlight inFlight,
            Ledger ledger,
            Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.rates = rates;
        this.intake = intake;
        this.broker = broker;
        this.bodies = bodies;
        this.publisher = publisher;
        this.inFlight = inFlight;
        this.ledger = ledger;
        this.clock = clock;
    }

    Mono<ServerResponse> handle(Signal signal, ServerRequest request) {
        ledger.requested();
        ServerHttpRequest http = request.exchange().getRequest();
        HttpHeaders headers = http.getHeaders();
        Encoding answerIn =
                MediaTypes.encoding(headers.getFirst(HttpHeaders.CONTENT_TYPE)).orElse(Encoding.JSON);
        TokenHolder holder = null;
        try {
            holder = authenticate(headers);
            Encoding encoding = MediaTypes.encoding(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                    .orElseThrow(() -> new RejectedException(Rejection.unsupportedType()));
            boolean gzip = MediaTypes.isGzip(headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING))
                    .orElseThrow(() -> new RejectedException(Rejection.unsupportedEncoding()));
            requireRoom(holder, headers.getContentLength());
            TokenHolder known = holder;
            TraceIds ids = TraceWebFilter.idsOf(request.exchange());
            return export(signal, http, encoding, gzip, known, ids)
                    .onErrorResume(thrown -> rejected(thrown, known, answerIn, ids));
        } catch (RuntimeException e) {
            return rejected(e, holder, answerIn, TraceWebFilter.idsOf(request.exchange()));
        }
    }

    private TokenHolder authenticate(HttpHeaders headers) {
        return switch (credentials.check(headers.getOrEmpty(HttpHeaders.AUTHORIZATION))) {
            case Credentials.Result.Known(TokenHolder holder) -> holder;
            case Credentials.Result.Refused(String message) ->
                throw new RejectedException(Rejection.unauthenticated(message));
            case Credentials.Result.NotReady() ->
                throw new RejectedException(
                        Rejection.unavailable("not_ready", "the tokens were not read yet: try again in a moment"));
        };
    }

    private void requireRoom(TokenHolder holder, long contentLength) {
        requireRate(rates.takeRequest(holder));
        requireRate(rates.tooManyBytes(
                holder, Math.min(contentLength, settings.maxBody().toBytes())));
        String closedBecause = intake.closedBecause();
        if (closedBecause != null) {
            throw new RejectedException(Rejection.unavailable("intake_closed", closedBecause));
        }
        if (broker.isAway()) {
            throw new RejectedException(
                    Rejection.unavailable("broker_away", "the queue cannot be reached: try again in a moment"));
        }
    }

    private static void requireRate(@Nullable String limitedBecause) {
        if (limitedBecause != null) {
            throw new RejectedException(Rejection.rateLimited(limitedBecause));
        }
    }

    private Mono<ServerResponse> export(
            Signal signal, ServerHttpRequest http, Encoding encoding, boolean gzip, TokenHolder holder, TraceIds ids) {
        InFlight.Share share = inFlight.share();
        return bodies.receive(http, share)
                .flatMap(bytes -> {
                    requireRate(rates.takeBytes(holder, bytes.length));
                    return bodies.prepare(bytes, encoding, gzip)
                            .flatMap(body -> publish(signal, http, encoding, body, holder, ids, share))
                            // From the end of the body: whatever it waits for, the client waits no longer.
                            .timeout(settings.answerTimeout())
                            .onErrorMap(
                                    TimeoutException.class,
                                    e -> share.isHandedOver() ? e : new RejectedException(HeavyWork.busy()));
                })
                .doOnError(e -> share.abandon())
                .doOnCancel(share::abandon);
    }

    private Mono<ServerResponse> publish(
            Signal signal,
            ServerHttpRequest http,
            Encoding encoding,
            BodyReader.Body body,
            TokenHolder holder,
            TraceIds ids,
            InFlight.Share share) {
        if (!share.handOver()) {
            return Mono.error(new RejectedException(Rejection.unavailable("client_gone", "nobody waits any more")));
        }
        ledger.received(signal, body.received());
        Envelope envelope = new Envelope(
                holder.orgId(),
                holder.tokenId(),
                signal,
                encoding,
                body.gzip(),
                clock.instant(),
                ids.traceId(),
                ids.requestId(),
                userAgent(http),
                holder.team(),
                holder.repo());
        // A value also when it failed: of a failure that comes when nobody waits any more Reactor would log the stack,
        // once for each export that a broker does not take.
        CompletableFuture<Optional<Throwable>> outcome = publisher
                .publish(envelope, body.bytes())
                .handle((nothing, failure) -> {
                    share.release();
                    return Optional.ofNullable(failure);
                });
        return Mono.fromFuture(outcome, true).flatMap(failure -> {
            if (failure.isPresent()) {
                return Mono.error(failure.get());
            }
            ledger.accepted(holder, signal, body.received());
            return Responses.accepted(encoding);
        });
    }

    private Mono<ServerResponse> rejected(
            Throwable thrown, @Nullable TokenHolder holder, Encoding answerIn, TraceIds ids) {
        Rejection rejection = rejection(thrown, ids);
        ledger.rejected(holder, rejection);
        return Responses.rejected(answerIn, rejection);
    }

    private Rejection rejection(Throwable thrown, TraceIds ids) {
        if (thrown instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return rejection(wrapped.getCause(), ids);
        }
        if (thrown instanceof RejectedException rejected) {
            return rejected.rejection();
        }
        if (thrown instanceof AbortedException || thrown instanceof IOException) {
            return Rejection.unavailable("client_gone", "the connection broke off");
        }
        if (thrown instanceof RecordTooLargeException) {
            ids.addTo(log.atError()).log("the broker takes smaller records than max-body: raise its message.max.bytes");
            return Rejection.tooLarge(settings.maxBody().toBytes());
        }
        if (thrown instanceof TimeoutException || thrown instanceof KafkaException) {
            broker.suspect();
            failures.log(thrown, ids);
        } else {
            ids.addTo(log.atError()).setCause(thrown).log("an export could not be published");
        }
        return Rejection.unavailable("unavailable", "the queue did not take it in time: try again in a moment");
    }

    private static String userAgent(ServerHttpRequest http) {
        String userAgent = http.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return userAgent == null ? "" : userAgent;
    }
}
