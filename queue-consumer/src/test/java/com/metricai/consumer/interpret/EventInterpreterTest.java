package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.NOON_NS;
import static com.metricai.consumer.interpret.Samples.event;
import static com.metricai.consumer.interpret.Samples.events;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventInterpreterTest {
    @Test
    void apiRequest_isReadWithItsMoneyTokensAndIds() {
        EventRow row = only(event(
                "api_request",
                NOON_NS,
                "session.id",
                "s",
                "prompt.id",
                "p",
                "model",
                "m",
                "cost_usd_micros",
                "{\"intValue\":5853}",
                "input_tokens",
                "{\"intValue\":\"3\"}",
                "output_tokens",
                "7",
                "cache_read_tokens",
                "{\"doubleValue\":11}",
                "cache_creation_tokens",
                "{\"intValue\":13}",
                "request_id",
                "r",
                "query_source",
                "agent:builtin:Explore",
                "agent_id",
                "a",
                "parent_agent_id",
                "b",
                "duration_ms",
                "17"));
        assertThat(row.costMicros()).isEqualTo(5853);
        assertThat(row.inputTokens()).isEqualTo(3);
        assertThat(row.outputTokens()).isEqualTo(7);
        assertThat(row.cacheReadTokens()).isEqualTo(11);
        assertThat(row.cacheCreationTokens()).isEqualTo(13);
        assertThat(row.durationMs()).isEqualTo(17);
        assertThat(row.requestId()).isEqualTo("r");
        assertThat(row.agentType()).isEqualTo("Explore");
        assertThat(row.parentAgentId()).isEqualTo("b");
        assertThat(row.day()).isEqualTo("2026-11-22");
        assertThat(row.identity().source()).isEqualTo("claude_code");
        assertThat(row.isApiRequest()).isTrue();
    }

    @Test
    void name_comesFromAttributeFieldOrBody() {
        assertThat(only(event("claude_code.tool_result", NOON_NS)).name()).isEqualTo("tool_result");
        assertThat(only("{\"eventName\":\"claude_code.api_error\"}").name()).isEqualTo("api_error");
        assertThat(only("{\"body\":{\"stringValue\":\"claude_code.user_prompt\"}}")
                        .name())
                .isEqualTo("user_prompt");
    }

    @Test
    void name_thatCouldBeContentIsUnknown() {
        assertThat(only("{\"body\":{\"stringValue\":\"please delete my files\"}}")
                        .name())
                .isEqualTo("unknown");
        assertThat(only(event("please delete my files", NOON_NS)).name()).isEqualTo("unknown");
        assertThat(only("{\"body\":{\"stringValue\":\"claude_code.rm -rf\"}}").name())
                .isEqualTo("unknown");
    }

    @Test
    void decisionSource_isKeptOfToolDecisionsOnly() {
        assertThat(only(event("tool_decision", NOON_NS, "source", "user_reject"))
                        .decisionSource())
                .isEqualTo("user_reject");
        assertThat(only(event("hook_registered", NOON_NS, "source", "somewhere"))
                        .decisionSource())
                .isNull();
    }

    @Test
    void success_isReadFromTextAndBool() {
        assertThat(only(event("tool_result", NOON_NS, "success", "false")).success())
                .isFalse();
        assertThat(only(event("tool_result", NOON_NS, "success", "{\"boolValue\":true}"))
                        .success())
                .isTrue();
    }

    @Test
    void time_isTheRecordsOwnElseTheTimestampElseObserved() {
        assertThat(only(event("x", NOON_NS)).timeMs()).isEqualTo(NOON_NS / 1_000_000);
        assertThat(only(event("x", 0, "event.timestamp", "2026-11-21T23:59:59.999Z"))
                        .day())
                .isEqualTo("2026-11-21");
        assertThat(only("{\"observedTimeUnixNano\":\"" + NOON_NS + "\"}").timeMs())
                .isEqualTo(NOON_NS / 1_000_000);
    }

    @Test
    void time_thatIsNotBelievedIsCountedAndKeptInTheIdentity() {
        Interpreted.Events far = events(event("x", 7_258_118_400_000_000_000L), event("x", 1), event("x", 2));
        assertThat(far.tally().counts()).containsEntry("note:clock_skew", 3L);
        assertThat(far.rows()).allSatisfy(row -> assertThat(row.day()).isEqualTo("2026-11-22"));
        assertThat(far.rows().stream().map(EventRow::eventKey).distinct()).hasSize(3);
    }

    @Test
    void key_isSessionTimestampSequenceAndNameWhateverElse() {
        String[] key = {"session.id", "s", "event.timestamp", "2026-11-22T12:00:00.000Z", "event.sequence", "1"};
        String[] other = {
            "session.id",
            "s",
            "event.timestamp",
            "2026-11-22T12:00:00.000Z",
            "event.sequence",
            "{\"intValue\":1}",
            "model",
            "m"
        };
        assertThat(only(event("a", NOON_NS, key)).eventKey())
                .isEqualTo(only(event("a", NOON_NS, other)).eventKey());
        assertThat(only(event("a", NOON_NS, key)).eventKey())
                .isNotEqualTo(only(event("b", NOON_NS, key)).eventKey());
    }

    @Test
    void key_withoutSequenceIsTheWholeRecord() {
        String[] key = {"session.id", "s", "event.timestamp", "2026-11-22T12:00:00.000Z"};
        String[] other = {"session.id", "s", "event.timestamp", "2026-11-22T12:00:00.000Z", "model", "m"};
        assertThat(only(event("a", NOON_NS, key)).eventKey())
                .isEqualTo(only(event("a", NOON_NS, key)).eventKey());
        assertThat(only(event("a", NOON_NS, key)).eventKey())
                .isNotEqualTo(only(event("a", NOON_NS, other)).eventKey());
    }

    @Test
    void attributes_areAllowListed() {
        EventRow row = only(event(
                "user_prompt",
                NOON_NS,
                "prompt",
                "secret",
                "prompt_text",
                "secret",
                "response",
                "secret",
                "prompt_length",
                "6",
                "command_name",
                "compact",
                "file_path",
                "/secret",
                "brand_new",
                "secret"));
        assertThat(row.attributes()).isEqualTo("{\"prompt_length\":\"6\",\"command_name\":\"compact\"}");
        assertThat(row.toString()).doesNotContain("secret");
    }

    private static EventRow only(String logRecord) {
        return events(logRecord).rows().getFirst();
    }
}
