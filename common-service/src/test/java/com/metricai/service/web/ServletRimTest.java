package com.metricai.service.web;

import static com.metricai.service.LogLines.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.service.LogLines;
import com.metricai.service.RimContract;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ServletRimTest extends RimContract {
    @SuppressWarnings("NullAway.Init") // set by start()
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.SERVLET)
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

    @Test
    void unexpectedException_tellsTheRequestIdAndNothingElse(CapturedOutput output) throws Exception {
        HttpResponse<String> response = get("/fail", "x-request-id", ID);

        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"requestId\":\"" + ID + "\"").doesNotContain("SELECT secret");
        assertThat(output.getErr()).contains("SELECT secret").contains(ID);
    }

    @Test
    void badParameter_isNamedInAProblem() throws Exception {
        HttpResponse<String> response = get("/days?from=someday", "x-request-id", ID);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"parameter\":\"from\"")
                .contains("\"detail\":\"from: not a day\"")
                .contains(ID);
    }

    @Test
    void unknownPath_isAProblemWith404() throws Exception {
        HttpResponse<String> response = get("/nowhere", "x-request-id", ID);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"status\":404").contains(ID);
    }

    @Test
    void pathThatNamesSomebody_isLoggedAsItsPattern(CapturedOutput output) throws Exception {
        assertThat(get("/people/ada%40example.com", "x-request-id", ID).body()).isEqualTo("ada@example.com");
        assertThat(text(LogLines.withMessage(output.getOut(), "→ request").getFirst(), "path"))
                .isEqualTo("/people/…");
        assertThat(text(LogLines.withMessage(output.getOut(), "← response").getFirst(), "path"))
                .isEqualTo("/people/{name}");
        assertThat(output.getAll()).doesNotContain("ada");
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {
        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    @RestController
    static class Pages {
        @GetMapping("/ping")
        String ping() {
            return "pong";
        }

        @GetMapping("/people/{name}")
        String person(@PathVariable String name) {
            return name;
        }

        @GetMapping("/fail")
        String fail() {
            throw new IllegalStateException("SELECT secret");
        }

        @GetMapping("/days")
        String days(@RequestParam String from) {
            throw Problems.badParameter("from", "not a day");
        }
    }
}
