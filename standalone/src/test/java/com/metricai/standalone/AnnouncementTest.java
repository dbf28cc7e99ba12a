package com.metricai.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    @Test
    void settings_areShownWithARealTokenAlone() {
        assertThat(lines("mai_secret"))
                .anyMatch(line -> line.contains("\"Authorization=Bearer mai_secret\""))
                .anyMatch(line -> line.contains("\"http://127.0.0.1:24318\""));
        assertThat(lines(null))
                .noneMatch(line -> line.contains("OTEL_") || line.contains("Bearer"))
                .filteredOn(line -> line.contains("./metric-ai token create --label NAME --data data"))
                .hasSize(1);
    }

    @Test
    void signIn_isALinkOrTheWordThatItFollows() {
        assertThat(signIn("http://127.0.0.1:8081/"))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:8081/")
                .isEqualTo(Announcement.signIn("http://127.0.0.1:8081/"));
        assertThat(signIn(null)).singleElement().asString().contains("follows").doesNotContain("http");
    }

    private static List<String> lines(@Nullable String token) {
        return lines(token, "http://127.0.0.1:8081/");
    }

    private static List<String> signIn(@Nullable String link) {
        return lines(null, link).stream()
                .filter(line -> line.strip().startsWith("Sign in"))
                .toList();
    }

    private static List<String> lines(@Nullable String token, @Nullable String link) {
        return Announcement.lines("http://127.0.0.1:24318", token, "http://127.0.0.1:8080/", link, Path.of("data"));
    }
}
