package com.metricai.service.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.service.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What is left in the log of a service that could not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    @Test
    void ownRefusal_isOneLineWithoutAStack(CapturedOutput output) {
        assertThatThrownBy(() -> run(Refusing.class)).isInstanceOf(Exception.class);

        assertThat(onlyError(output)).isEqualTo("cannot start: the shelf is empty: fill it");
    }

    @Test
    void tooLittleHeap_isRefusedBeforeAnythingElse(CapturedOutput output) {
        assertThatThrownBy(() -> run(Refusing.class, "--metric-ai.least-heap=1000GB"))
                .isInstanceOf(Exception.class);

        assertThat(onlyError(output))
                .startsWith("cannot start: too little memory: the heap is ")
                .contains("at least 1024000 MB");
    }

    @Test
    void enoughHeap_isNotSpokenOf(CapturedOutput output) {
        run(Content.class, "--metric-ai.least-heap=1MB");

        assertThat(output.getErr()).isEmpty();
    }

    @Test
    void failureOfALibrary_keepsItsStack(CapturedOutput output) {
        assertThatThrownBy(() -> run(Failing.class)).isInstanceOf(Exception.class);

        JsonNode line = LogLines.parse(output.getErr()).getLast();
        assertThat(LogLines.text(line, "stack")).contains("NumberFormatException");
    }

    private static String onlyError(CapturedOutput output) {
        List<JsonNode> lines = LogLines.parse(output.getErr());
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().has("stack")).isFalse();
        return LogLines.text(lines.getFirst(), "message");
    }

    private static void run(Class<?> configuration, String... arguments) {
        new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Refusing {
        @Bean
        String shelf() {
            throw new IllegalStateException("the shelf is empty:\n  fill it");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {
        @Bean
        Integer number() {
            return Integer.valueOf("seven");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Content {}
}
