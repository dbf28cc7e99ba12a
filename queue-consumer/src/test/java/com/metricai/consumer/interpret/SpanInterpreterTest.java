package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.span;
import static com.metricai.consumer.interpret.Samples.spans;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanInterpreterTest {
    private static final String PARENT = ",\"parentSpanId\":\"fedcba9876543210\"";

    @ParameterizedTest
    @CsvSource({
        "claude_code.interaction, interaction",
        "claude_code.llm_request, llm_request",
        "claude_code.tool, tool",
        "claude_code.tool.blocked_on_user, waiting",
        "claude_code.tool.execution, execution",
        "claude_code.hook, hook",
        "GET, other"
    })
    void kind_isToldByName(String name, String kind) {
        assertThat(only(span(name, "")).kind()).isEqualTo(kind);
    }

    @Test
    void name_thatCouldBeContentIsOther() {
        assertThat(only(span("SELECT secret FROM t", "")).name()).isEqualTo("other");
    }

    @Test
    void remoteParent_isAnInteractionsWithTheFlag() {
        assertThat(only(span("claude_code.interaction", PARENT + ",\"flags\":769"))
                        .remoteParent())
                .isTrue();
        assertThat(only(span("claude_code.interaction", PARENT + ",\"flags\":257"))
                        .remoteParent())
                .isFalse();
        assertThat(only(span("claude_code.tool", PARENT + ",\"flags\":769")).remoteParent())
                .isFalse();
        assertThat(only(span("claude_code.interaction", ",\"flags\":769")).remoteParent())
                .isFalse();
    }

    @Test
    void duration_isTheClientsElseOfTheStamps() {
        assertThat(only(span("claude_code.tool", "", "duration_ms", "7")).durationMs())
                .isEqualTo(7);
        assertThat(only(span("claude_code.interaction", "", "interaction.duration_ms", "8", "duration_ms", "7"))
                        .durationMs())
                .isEqualTo(8);
        assertThat(only(span("claude_code.tool", "", "duration_ms", "-7")).durationMs())
                .isEqualTo(1500);
        assertThat(only(span("claude_code.tool", ",\"endTimeUnixNano\":\"1\"")).durationMs())
                .isZero();
        assertThat(only(span("claude_code.tool", ",\"startTimeUnixNano\":\"0\""))
                        .durationMs())
                .isZero();
    }

    @Test
    void blocked_isWaitingForAPersonOnly() {
        String name = "claude_code.tool.blocked_on_user";
        assertThat(only(span(name, "", "duration_ms", "7", "source", "user_temporary"))
                        .blockedMs())
                .isEqualTo(7);
        assertThat(only(span(name, "", "duration_ms", "7", "source", "config")).blockedMs())
                .isZero();
        assertThat(only(span("claude_code.tool", "", "duration_ms", "7", "source", "user_reject"))
                        .blockedMs())
                .isZero();
    }

    @Test
    void status_isErrorByCodeOrBySuccess() {
        assertThat(only(span("claude_code.tool.execution", ",\"status\":{\"code\":2,\"message\":\"secret\"}"))
                        .status())
                .isEqualTo("error");
        assertThat(only(span("claude_code.tool.execution", "", "success", "{\"boolValue\":false}"))
                        .status())
                .isEqualTo("error");
        assertThat(only(span("claude_code.tool.execution", ",\"status\":{\"code\":1}"))
                        .status())
                .isEqualTo("ok");
    }

    @Test
    void span_withoutAnIdIsDroppedAndCounted() {
        Interpreted.Spans spans =
                spans(span("a", "").replace("0123456789abcdef0123456789abcdef", "xyz"), span("b", ""));
        assertThat(spans.decoded()).isEqualTo(2);
        assertThat(spans.rows()).hasSize(1);
        assertThat(spans.tally().counts()).containsEntry("dropped:no_span_id", 1L);
    }

    @Test
    void content_isLeftBehind() {
        SpanRow row = only(span(
                "claude_code.tool",
                ",\"status\":{\"message\":\"secret\"},\"events\":[{\"name\":\"tool.output\","
                        + "\"attributes\":[{\"key\":\"output\",\"value\":{\"stringValue\":\"secret\"}}]}]",
                "user_prompt",
                "secret",
                "full_command",
                "secret",
                "file_path",
                "/secret",
                "bash_command_class",
                "vcs"));
        assertThat(row.toString()).doesNotContain("secret");
        assertThat(row.attributes()).isEqualTo("{\"bash_command_class\":\"vcs\"}");
    }

    private static SpanRow only(String span) {
        return spans(span).rows().getFirst();
    }
}
