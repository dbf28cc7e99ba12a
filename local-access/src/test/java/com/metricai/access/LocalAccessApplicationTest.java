package com.metricai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAccessApplicationTest {
    private static final Map<String, String> LEAST = Map.of("LOCAL_ACCESS_PASSWORD", "correct-horse");

    @Test
    void withAPasswordAlone_listensOnThisMachine() {
        assertThat(LocalAccessApplication.config(LEAST))
                .isEqualTo(new LocalAccess.Config(
                        Path.of("data/access"), "127.0.0.1", 8081, "correct-horse", null, null, null));
    }

    @Test
    void everySetting_isTaken() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("LOCAL_ACCESS_DATA", "/data/access");
        environment.put("LOCAL_ACCESS_HOST", "0.0.0.0");
        environment.put("LOCAL_ACCESS_PORT", "9000");
        environment.put("METRIC_AI_ACCESS_ISSUER", "https://metric-ai.example.com");
        environment.put("METRIC_AI_ACCESS_AUDIENCE", "team");

        assertThat(LocalAccessApplication.config(environment))
                .isEqualTo(new LocalAccess.Config(
                        Path.of("/data/access"),
                        "0.0.0.0",
                        9000,
                        "correct-horse",
                        "https://metric-ai.example.com",
                        "team",
                        null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "change-me", "too-short"})
    void passwordThatIsNone_isRefused(String password) {
        assertThatThrownBy(() -> LocalAccessApplication.config(Map.of("LOCAL_ACCESS_PASSWORD", password)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LOCAL_ACCESS_PASSWORD must be set");
    }
}
