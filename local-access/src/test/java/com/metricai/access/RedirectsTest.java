package com.metricai.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://127.9.9.9/x?y=1#z",
                "http://localhost:8080/prompts?from=2026-11-01",
                "https://[::1]:8443/",
                "https://metrics.example.org/cost"
            })
    void validated_thisMachineAndOwnHost(String url) {
        assertThat(Redirects.validated(url, "metrics.example.org")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/relative",
                "//evil.example/",
                "https://evil.example/",
                "https://127.0.0.1.evil.example/",
                "https://localhost.evil.example/",
                "http://localhost@evil.example/",
                "http://evil.example\\@localhost/",
                "http://user@localhost/",
                "javascript:alert(1)",
                "data:text/html,x",
                "http:///x",
                "http://localhost/\r\nSet-Cookie: a=b",
                "http://127.0.0.1%2f.evil.example/"
            })
    void validated_nothingElse(String url) {
        assertThat(Redirects.validated(url, "metrics.example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8081", "127.0.0.1:1", "[::1]", "[::1]:8081"})
    void hostOf_isWithoutPort(String header) {
        assertThat(Redirects.isLoopback(Redirects.hostOf(header))).isTrue();
    }
}
