package com.metricai.service.webflux;

import com.metricai.service.trace.RequestLog;
import com.metricai.service.trace.TraceIds;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Takes or makes the ids, puts them into the exchange, the Reactor context and the response, and logs the request and its
 * answer. The MDC is left alone: it belongs to a thread, and here a request has none of its own.
 */
public final class TraceWebFilter implements WebFilter {
    /** The exchange attribute and the key in the Reactor context that hold the {@link TraceIds}. */
    public static final String ATTRIBUTE = TraceIds.class.getName();

    /** Logged when the client went away before its answer, as nginx does. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final int OK = 200;

    private final String service;

    public TraceWebFilter(String service) {
        this.service = service;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        TraceIds ids = TraceIds.of(
                request.getHeaders().getFirst(TraceIds.TRACE_HEADER),
                request.getHeaders().getFirst(TraceIds.REQUEST_HEADER));
        exchange.getAttributes().put(ATTRIBUTE, ids);
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(TraceIds.TRACE_HEADER, ids.traceId());
        headers.set(TraceIds.REQUEST_HEADER, ids.requestId());

        RequestLog line = RequestLog.request(
                service, ids, request.getMethod().name(), request.getPath().value());
        AtomicBoolean logged = new AtomicBoolean();
        // At the commit, because an error is turned into a status only outside of the filters.
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            if (logged.compareAndSet(false, true)) {
                HttpStatusCode status = response.getStatusCode();
                line.response(status == null ? OK : status.value());
            }
        }));
        return chain.filter(exchange)
                .doFinally(signal -> {
                    if (signal == SignalType.CANCEL && logged.compareAndSet(false, true)) {
                        line.response(CLIENT_CLOSED_REQUEST);
                    }
                })
                .contextWrite(context -> context.put(ATTRIBUTE, ids));
    }

    /** The ids of this exchange; new ones when the filter is not in use. */
    public static TraceIds idsOf(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof TraceIds ids ? ids : TraceIds.make();
    }
}
