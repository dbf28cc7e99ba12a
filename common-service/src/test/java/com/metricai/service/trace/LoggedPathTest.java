package com.metricai.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/people, /people",
        "/people/, /people/",
        "/people/ada%40example.com, /people/…",
        "/people/ada@example.com/x, /people/…",
        "/ada@example.com, /…",
        "/Ada, /…",
        "/assets/index-1.js, /assets/…",
        "/api/cost-trend, /api/cost-trend",
        "/api/openapi.json, /api/openapi.json",
        "/api/sessions/user:ada@example.com, /api/sessions/…",
        "/api/admin/members/ada@example.com, /api/admin/members/…",
        "/api/admin/people/export, /api/admin/people/…",
        "/api/ops/dlq/12/replay, /api/ops/dlq/…",
        "/api/user:ada, /api/…",
        "/v1/traces, /v1/traces",
        "/v1/traces/ada, /v1/traces/…",
        "/actuator/health/liveness, /actuator/health/liveness",
        "//ada, /…"
    })
    void path_isNamedAsFarAsItIsTheSameForEverybody(String path, String logged) {
        assertThat(LoggedPath.of(path)).isEqualTo(logged);
    }
}
