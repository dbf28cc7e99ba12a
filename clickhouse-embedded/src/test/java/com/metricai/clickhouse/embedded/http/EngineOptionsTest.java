package com.metricai.clickhouse.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
    @Test
    void parse_ofItsArguments_isTheSame() {
        EngineOptions options =
                new EngineOptions(Path.of("lib.so"), Path.of("a b"), 8123, "user", "db", 5_000_000_000L);

        assertThat(EngineOptions.parse(options.arguments().toArray(String[]::new)))
                .isEqualTo(options);
    }

    @Test
    void parse_missingArgument_isNamed() {
        assertThatThrownBy(() -> EngineOptions.parse("--library", "lib.so"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--data");
    }
}
