package com.metricai.access;

import com.metricai.service.start.LeastHeap;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local access as a process of its own, for servers that have no identity provider yet. Its settings are environment
 * variables: {@code LOCAL_ACCESS_DATA}, {@code LOCAL_ACCESS_HOST}, {@code LOCAL_ACCESS_PORT}, {@code LOCAL_ACCESS_PASSWORD},
 * two that the dashboard has as well, {@code METRIC_AI_ACCESS_ISSUER} and {@code METRIC_AI_ACCESS_AUDIENCE}, and one that all
 * services have, {@code METRIC_AI_LEAST_HEAP}.
 */
public final class LocalAccessApplication {
    private static final Logger LOG = LoggerFactory.getLogger(LocalAccessApplication.class);
    private static final String PLACEHOLDER = "change-me";
    private static final int LEAST_PASSWORD = 12;
    private static final String LEAST_HEAP = "64MB";

    private LocalAccessApplication() {}

    static void main() {
        System.setProperty("metricai.service", "local-access");
        try {
            LeastHeap.require(System.getenv().getOrDefault("METRIC_AI_LEAST_HEAP", LEAST_HEAP));
            LocalAccess access = LocalAccess.start(config(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(access::close));
            LOG.info("people sign in at {}", access.loginUrl());
        } catch (RuntimeException e) {
            LOG.error("cannot start: {}", e.getMessage());
            System.exit(1);
        }
    }

    /** @throws IllegalArgumentException when a setting is missing or no good */
    static LocalAccess.Config config(Map<String, String> environment) {
        String password = environment.getOrDefault("LOCAL_ACCESS_PASSWORD", "");
        if (password.equals(PLACEHOLDER) || password.length() < LEAST_PASSWORD) {
            throw new IllegalArgumentException(
                    "LOCAL_ACCESS_PASSWORD must be set to a password of your own of at least " + LEAST_PASSWORD
                            + " characters: whoever knows it signs in as anybody");
        }
        return new LocalAccess.Config(
                Path.of(environment.getOrDefault("LOCAL_ACCESS_DATA", "data/access")),
                environment.getOrDefault("LOCAL_ACCESS_HOST", "127.0.0.1"),
                Integer.parseInt(environment.getOrDefault("LOCAL_ACCESS_PORT", "8081")),
                password,
                orNull(environment.get("METRIC_AI_ACCESS_ISSUER")),
                orNull(environment.get("METRIC_AI_ACCESS_AUDIENCE")),
                null);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
