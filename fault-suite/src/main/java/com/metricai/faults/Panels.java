package com.metricai.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the parts of an installation what they have to say over HTTP. */
final class Panels implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Supplier<String> jwt;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    Panels(Supplier<String> jwt) {
        this.jwt = jwt;
    }

    boolean isReady(int port) {
        HttpResponse<String> answer = get(port, "/actuator/health/readiness");
        return answer != null && answer.statusCode() == 200;
    }

    /** Null when nothing comes. */
    @Nullable
    HttpResponse<String> get(int port, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(ANSWER)
                            .header("Cf-Access-Jwt-Assertion", jwt.get())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | IllegalStateException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
