package com.metricai.service.webflux;

import static java.util.Objects.requireNonNull;

import com.metricai.service.RimContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

class ReactiveRimTest extends RimContract {
    @SuppressWarnings("NullAway.Init") // set by start()
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.REACTIVE)
                .run("--server.port=0", "--spring.application.name=rim-test");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Override
    protected int port() {
        return requireNonNull(context.getEnvironment().getProperty("local.server.port", Integer.class));
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {
        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET("/ping", request -> ServerResponse.ok().bodyValue("pong"))
                    .GET("/fail", request -> {
                        throw new IllegalStateException("SELECT secret");
                    })
                    .build();
        }
    }
}
