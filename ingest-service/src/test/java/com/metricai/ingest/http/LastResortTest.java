package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.ingest.usage.UsageCounters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class LastResortTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LastResort lastResort =
            new LastResort(new Ledger(registry, new UsageCounters(Clock.systemUTC()), new InFlight(1)));

    @Test
    void faultOfOurs_isRepeatedByTheClient_andCounted() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/v1/logs"));

        lastResort.handle(exchange, new IllegalStateException("a bug")).block();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("1");
        assertThat(exchange.getResponse().getBodyAsString().block()).doesNotContain("a bug");
        assertThat(registry.counter("ingest.rejected", "reason", "unexpected").count())
                .isEqualTo(1);
    }
}
