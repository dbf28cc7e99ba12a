package com.metricai.ingest.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells the time in every answer, as RFC 9110 (6.6.1) asks of a server with a clock and Netty does not: so a client's clock
 * that is wrong can be told.
 */
final class DateHeader implements WebFilter {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** Written once a second, not once a request. */
    private record Stamp(long second, String text) {}

    private final Clock clock;
    private volatile Stamp last = new Stamp(Long.MIN_VALUE, "");

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set(HttpHeaders.DATE, text());
        return chain.filter(exchange);
    }

    private String text() {
        Instant now = clock.instant();
        Stamp stamp = last;
        if (stamp.second != now.getEpochSecond()) {
            stamp = new Stamp(now.getEpochSecond(), IMF_FIXDATE.format(now));
            last = stamp;
        }
        return stamp.text;
    }
}
