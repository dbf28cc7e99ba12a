package com.metricai.ingest.bench;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What the server can do at best: reads the body, and answers. */
@Configuration(proxyBeanMethods = false)
class NoPublishRoute {
    static final String PATH = "/bench/no-publish";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> noPublish() {
        return RouterFunctions.route()
                .POST(
                        PATH,
                        request -> request.exchange()
                                .getRequest()
                                .getBody()
                                .doOnNext(DataBufferUtils::release)
                                .then(ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .bodyValue("{}".getBytes(StandardCharsets.US_ASCII))))
                .build();
    }
}
