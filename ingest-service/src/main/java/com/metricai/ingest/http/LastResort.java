package com.metricai.ingest.http;

import com.metricai.otlp.envelope.Encoding;
import com.metricai.service.webflux.TraceWebFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** For what no handler saw: a fault of ours is a 503, so that the client sends its batch again. */
final class LastResort implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final Ledger ledger;

    LastResort(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(thrown);
        }
        Rejection rejection = rejection(exchange, thrown);
        response.setStatusCode(HttpStatusCode.valueOf(rejection.httpStatus()));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (rejection.retry()) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        }
        DataBuffer body = response.bufferFactory().wrap(Answers.status(Encoding.JSON, rejection));
        return response.writeWith(Mono.just(body));
    }

    private Rejection rejection(ServerWebExchange exchange, Throwable thrown) {
        if (thrown instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()) {
            String detail = error.getBody().getDetail();
            return new Rejection(
                    "bad_request", error.getStatusCode().value(), 3, false, detail == null ? "bad request" : detail);
        }
        TraceWebFilter.idsOf(exchange)
                .addTo(log.atError())
                .setCause(thrown)
                .log("unexpected failure while answering a request");
        Rejection unexpected =
                Rejection.unavailable("unexpected", "something went wrong on our side: try again in a moment");
        ledger.rejected(null, unexpected);
        return unexpected;
    }
}
