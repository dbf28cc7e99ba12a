package com.metricai.ingest.http;

import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The paths of OTLP over HTTP, and what is said on all others. */
final class ExportRoutes {
    private static final String PREFIX = "/v1/";

    private final ExportHandler exports;
    private final GrpcHint hint;
    private final Ledger ledger;

    ExportRoutes(ExportHandler exports, GrpcHint hint, Ledger ledger) {
        this.exports = exports;
        this.hint = hint;
        this.ledger = ledger;
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Signal signal : Signal.values()) {
            String path = PREFIX + signal.wireName();
            routes.POST(path, request -> isGrpc(request) ? grpc() : exports.handle(signal, request));
            routes.add(RouterFunctions.route(RequestPredicates.path(path), request -> wrongMethod()));
        }
        routes.add(RouterFunctions.route(request -> true, this::elsewhere));
        return routes.build();
    }

    private Mono<ServerResponse> elsewhere(ServerRequest request) {
        return isGrpc(request) ? grpc() : reject(Rejection.notFound());
    }

    private Mono<ServerResponse> wrongMethod() {
        return reject(Rejection.methodNotAllowed())
                .flatMap(response -> ServerResponse.from(response)
                        .header(HttpHeaders.ALLOW, HttpMethod.POST.name())
                        .build(response::writeTo));
    }

    private Mono<ServerResponse> grpc() {
        hint.log("gRPC");
        return reject(Rejection.grpc());
    }

    private Mono<ServerResponse> reject(Rejection rejection) {
        ledger.requested();
        ledger.rejected(null, rejection);
        return Responses.rejected(Encoding.JSON, rejection);
    }

    private static boolean isGrpc(ServerRequest request) {
        return MediaTypes.isGrpc(request.headers().firstHeader(HttpHeaders.CONTENT_TYPE));
    }
}
