package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;

/** Each key of dashboard-api.yml: its default, and the variable that sets it. */
class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "server.address, METRIC_AI_DASHBOARD_HOST, 127.0.0.1",
        "server.port, METRIC_AI_DASHBOARD_PORT, 8080",
        "metric-ai.dashboard-api.database, METRIC_AI_DATABASE, data/metric-ai.db",
        "metric-ai.dashboard-api.client-ip-header, METRIC_AI_CLIENT_IP_HEADER, ''",
        "metric-ai.dashboard-api.clickhouse-url, CLICKHOUSE_URL, jdbc:clickhouse://127.0.0.1:8123/metric_ai",
        "metric-ai.dashboard-api.clickhouse-user, CLICKHOUSE_USER, default",
        "metric-ai.dashboard-api.clickhouse-password, CLICKHOUSE_PASSWORD, ''",
        "metric-ai.dashboard-api.ingest-url, METRIC_AI_INGEST_URL, ''",
        "metric-ai.dashboard-api.access.issuer, METRIC_AI_ACCESS_ISSUER, ''",
        "metric-ai.dashboard-api.access.audience, METRIC_AI_ACCESS_AUDIENCE, ''",
        "metric-ai.dashboard-api.access.jwks-url, METRIC_AI_ACCESS_JWKS_URL, ''",
        "metric-ai.dashboard-api.access.login-url, METRIC_AI_LOGIN_URL, ''",
        "metric-ai.dashboard-api.access.key-cache, METRIC_AI_ACCESS_KEY_CACHE, 5m",
        "metric-ai.dashboard-api.access.key-refetch, METRIC_AI_ACCESS_KEY_REFETCH, 30s"
    })
    void key_hasADefaultAndAVariable(String key, String variable, String byDefault) throws IOException {
        assertThat(value(key, Map.of())).isEqualTo(byDefault);
        assertThat(value(key, Map.of(variable, "other"))).isEqualTo("other");
    }

    private static @Nullable String value(String key, Map<String, Object> environment) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("environment", new HashMap<>(environment)));
        new YamlPropertySourceLoader()
                .load("file", new ClassPathResource("dashboard-api.yml"))
                .forEach(sources::addLast);
        return new PropertySourcesPropertyResolver(sources).getProperty(key);
    }
}
