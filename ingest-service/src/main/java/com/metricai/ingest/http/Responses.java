package com.metricai.ingest.http;

import com.metricai.otlp.envelope.Encoding;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers with their headers. */
final class Responses {
    /** Clients give up after ten seconds, so they must come back soon; not all in the same second. */
    private static final int MAX_RETRY_AFTER = 3;

    private static final String UNAUTHENTICATED_CHALLENGE = "Bearer realm=\"metric-ai\"";
    private static final int UNAUTHORIZED = 401;

    private Responses() {}

    static Mono<ServerResponse> accepted(Encoding encoding) {
        return ServerResponse.ok().contentType(mediaType(encoding)).bodyValue(Answers.accepted(encoding));
    }

    static Mono<ServerResponse> rejected(Encoding encoding, Rejection rejection) {
        ServerResponse.BodyBuilder response =
                ServerResponse.status(rejection.httpStatus()).contentType(mediaType(encoding));
        if (rejection.retry()) {
            int seconds = ThreadLocalRandom.current().nextInt(1, MAX_RETRY_AFTER + 1);
            response.header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        }
        if (rejection.httpStatus() == UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, UNAUTHENTICATED_CHALLENGE);
        }
        return response.bodyValue(Answers.status(encoding, rejection));
    }

    private static MediaType mediaType(Encoding encoding) {
        return switch (encoding) {
            case JSON -> MediaType.APPLICATION_JSON;
            case PROTOBUF -> MediaType.APPLICATION_PROTOBUF;
        };
    }
}
