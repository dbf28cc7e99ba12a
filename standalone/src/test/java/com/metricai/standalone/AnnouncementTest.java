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

    private static List<String> lines(@Nullable String token) {
        return Announcement.lines(
                "http://127.0.0.1:24318", token, "http://127.0.0.1:8080/", "http://127.0.0.1:8081/", Path.of("data"));
    }
}
