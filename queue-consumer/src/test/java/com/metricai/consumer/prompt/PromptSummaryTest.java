package com.metricai.consumer.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptSummaryTest {
    @Test
    void summary_addsUpWhatItsEventsSay() {
        PromptSummary summary = PromptSummary.of(List.of(
                event("user_prompt", 1, null, null),
                request(2, null, null, "big", 70),
                request(3, null, null, "small", 20),
                request(9, "a", null, "small", 30),
                event("api_error", 4, null, null),
                tool("tool_decision", "accept", null),
                tool("tool_decision", "reject", null),
                tool("tool_result", null, true),
                tool("tool_result", null, false)));
        assertThat(summary.costMicros()).isEqualTo(120);
        assertThat(summary.subagentCostMicros()).isEqualTo(30);
        assertThat(summary.models()).containsExactly("big", "small");
        assertThat(summary.inputTokens()).isEqualTo(3);
        assertThat(summary.apiRequests()).isEqualTo(3);
        assertThat(summary.apiErrors()).isEqualTo(1);
        assertThat(summary.accepts()).isEqualTo(1);
        assertThat(summary.rejects()).isEqualTo(1);
        assertThat(summary.toolCalls()).isEqualTo(2);
        assertThat(summary.toolFailures()).isEqualTo(1);
        assertThat(summary.hasUserPrompt()).isTrue();
        assertThat(summary.startedAt()).isEqualTo(1);
        assertThat(summary.endedAt()).isEqualTo(9);
    }

    @Test
    void depthAndFanout_followTheParents() {
        PromptSummary summary = PromptSummary.of(List.of(
                request(1, "a", null, "m", 1),
                request(2, "b", "a", "m", 2),
                request(3, "c", "a", "m", 3),
                request(4, "d", "c", "m", 4),
                request(5, "e", "a", "m", 5)));
        assertThat(summary.subagents()).isEqualTo(5);
        assertThat(summary.maxDepth()).isEqualTo(3);
        assertThat(summary.maxFanout()).isEqualTo(3);
        assertThat(summary.agents())
                .extracting(PromptSummary.Agent::agentId, PromptSummary.Agent::depth, PromptSummary.Agent::costMicros)
                .containsExactly(
                        tuple("a", 1L, 1L),
                        tuple("b", 2L, 2L),
                        tuple("c", 2L, 3L),
                        tuple("d", 3L, 4L),
                        tuple("e", 2L, 5L));
    }

    @Test
    void withoutSubagents_depthAndFanoutAreZero() {
        PromptSummary summary = PromptSummary.of(List.of(request(1, null, null, "m", 1)));
        assertThat(summary.maxDepth()).isZero();
        assertThat(summary.maxFanout()).isZero();
        assertThat(summary.hasUserPrompt()).isFalse();
    }

    @Test
    void parentsInACircle_areCut() {
        assertThat(PromptSummary.of(List.of(request(1, "a", "a", "m", 1))).maxDepth())
                .isEqualTo(1);
        assertThat(PromptSummary.of(List.of(request(1, "a", "b", "m", 1), request(2, "b", "a", "m", 1)))
                        .maxDepth())
                .isEqualTo(2);
    }

    @Test
    void order_ofArrivalLeavesNoTrace() {
        List<PromptEvent> events = new ArrayList<>(List.of(
                event("user_prompt", 5, null, null),
                request(5, "a", null, "m", 1),
                request(5, "a", "b", "n", 1),
                request(5, "a", "c", "o", 1),
                event("subagent_completed", 5, "a", "b"),
                tool("tool_result", null, false)));
        PromptSummary summary = PromptSummary.of(events);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(events, random);
            assertThat(PromptSummary.of(events)).isEqualTo(summary);
        }
    }

    @Test
    void manySubagents_areCountedUpToABound_inAnyOrder() {
        List<PromptEvent> events = new ArrayList<>();
        for (int i = 0; i < 3 * AgentFold.MAX_AGENTS; i++) {
            // Each the parent of the next: a chain as long as it may get.
            events.add(request(i, "%05d".formatted(i), i == 0 ? null : "%05d".formatted(i - 1), "m", 1));
        }
        PromptSummary summary = PromptSummary.of(events);
        assertThat(summary.subagents()).isEqualTo(AgentFold.MAX_AGENTS);
        assertThat(summary.maxDepth()).isEqualTo(AgentFold.MAX_AGENTS);
        assertThat(summary.agents().getLast().agentId()).isEqualTo("%05d".formatted(AgentFold.MAX_AGENTS - 1));
        assertThat(summary.subagentCostMicros()).as("the money of all").isEqualTo(events.size());
        Collections.shuffle(events, new Random(7));
        assertThat(PromptSummary.of(events)).isEqualTo(summary);
    }

    private static PromptEvent event(String name, long timeMs, @Nullable String agent, @Nullable String parent) {
        return new PromptEvent(
                name,
                timeMs,
                null,
                "s",
                null,
                "claude_code",
                "u",
                "t",
                "r",
                "",
                agent,
                parent,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0);
    }

    private static PromptEvent request(
            long timeMs, @Nullable String agent, @Nullable String parent, String model, long costMicros) {
        return new PromptEvent(
                "api_request",
                timeMs,
                null,
                "s",
                null,
                "claude_code",
                "u",
                "t",
                "r",
                model,
                agent,
                parent,
                null,
                null,
                null,
                null,
                null,
                costMicros,
                1,
                0,
                0,
                0);
    }

    private static PromptEvent tool(String name, @Nullable String decision, @Nullable Boolean success) {
        return new PromptEvent(
                name,
                5,
                null,
                "s",
                null,
                "claude_code",
                "u",
                "t",
                "r",
                "",
                null,
                null,
                null,
                decision,
                success,
                null,
                null,
                0,
                0,
                0,
                0,
                0);
    }
}
