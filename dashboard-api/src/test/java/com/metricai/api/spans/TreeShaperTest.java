package com.metricai.api.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeShaperTest {
    private static final TreeData.Summary SUMMARY = new TreeData.Summary("s", "ada", "acme/api", 1_000, 3_500);
    private static final TreeData.Paid PAID = new TreeData.Paid(42, new Tokens(1, 2, 3, 4));

    @Test
    void nestedAgents_areCountedByTheTree() {
        SpanTree tree = shape(
                List.of(
                        span("root", null, "interaction", null),
                        span("a", "root", "llm_request", "a1"),
                        span("b", "a", "llm_request", "a2"),
                        span("c", "b", "llm_request", "a3")),
                List.of());
        assertThat(tree.nodes()).extracting(SpanTree.Node::agentDepth).containsExactly(0, 1, 2, 3);
        assertThat(tree.totals().maxDepth()).isEqualTo(3);
        assertThat(tree.totals().subagents()).isEqualTo(3);
    }

    @Test
    void whatTheClientSays_winsOverTheTree() {
        SpanTree tree = Trees.shape(new TreeData(
                "p",
                "t",
                Set.of(),
                List.of(span("root", null, "interaction", null), span("b", "root", "llm_request", "a2")),
                List.of(),
                List.of(new AgentRow("a1", null, "Plan"), new AgentRow("a2", "a1", "Explore")),
                null,
                null,
                false));
        assertThat(tree.nodes().getLast().agentDepth()).isEqualTo(2);
        assertThat(tree.nodes().getLast().agentType()).isEqualTo("Explore");
    }

    @Test
    void agentsInACircle_haveSomeDepth() {
        SpanTree tree = Trees.shape(new TreeData(
                "p",
                "t",
                Set.of(),
                List.of(span("a", null, "llm_request", "a1"), span("b", null, "llm_request", "a2")),
                List.of(),
                List.of(new AgentRow("a1", "a2", "x"), new AgentRow("a2", "a1", "y")),
                null,
                null,
                false));
        assertThat(tree.nodes()).extracting(SpanTree.Node::agentDepth).allMatch(depth -> depth >= 1 && depth <= 2);
    }

    @Test
    void oneRequest_isPaidOnce() {
        SpanTree tree = shape(
                List.of(span("a", null, "llm_request", null), span("b", null, "llm_request", null)),
                List.of(request("p", "req", 5), request("p", "other", 7)));
        assertThat(tree.nodes())
                .extracting(node -> String.valueOf(node.costUsd()))
                .containsExactly("0.000005", "null");
        assertThat(tree.totals().costUsd()).isEqualByComparingTo("0.000012");
    }

    @Test
    void summary_isWhatStaysWhenEventsAreGone() {
        SpanTree tree =
                Trees.shape(new TreeData("p", null, Set.of(), List.of(), List.of(), List.of(), SUMMARY, PAID, false));
        assertThat(tree.nodes()).isEmpty();
        assertThat(tree.durationMs()).isEqualTo(2_500);
        assertThat(tree.totals().costUsd()).isEqualByComparingTo("0.000042");
        assertThat(tree.totals().cacheReadTokens()).isEqualTo(3);
    }

    @Test
    void totals_areTheSummarys_whenTheFirstDaysEventsAreGone() {
        SpanTree tree = Trees.shape(new TreeData(
                "p", "t", Set.of(), List.of(), List.of(request("p", "late", 2)), List.of(), SUMMARY, PAID, false));
        assertThat(tree.nodes()).hasSize(2);
        assertThat(tree.totals().costUsd()).isEqualByComparingTo("0.000042");
        assertThat(tree.totals().inputTokens()).isEqualTo(1);
        assertThat(tree.totals().cacheCreationTokens()).isEqualTo(4);
    }

    @Test
    void cutTree_lastsAsLongAsThePrompt() {
        List<SpanRow> spans = List.of(span("a", null, "interaction", null));
        TreeData data = new TreeData("p", "t", Set.of(), spans, List.of(), List.of(), SUMMARY, PAID, true);
        assertThat(Trees.shape(data).truncated()).isTrue();
        assertThat(Trees.shape(data).durationMs()).isEqualTo(3_499);
    }

    @Test
    void ownPart_ofASharedTraceThatIsCut_mayBeWhole() {
        SpanRow own = span("own", null, "interaction", null);
        List<EventRow> events = List.of(prompt("p", "own"));
        for (SpanRow last : List.of(at(5, "later"), at(0, "before"))) {
            assertThat(Trees.shape(new TreeData(
                                    "p", "t", Set.of("t"), List.of(own, last), events, List.of(), null, null, true))
                            .truncated())
                    .isFalse();
        }
        assertThat(Trees.shape(new TreeData(
                                "p", "t", Set.of("t"), List.of(own, at(2, "x")), events, List.of(), null, null, true))
                        .truncated())
                .isTrue();
    }

    @Test
    void events_ofSeveralPrompts_areAForest() {
        SpanTree tree = shape(List.of(), List.of(request("p", "r1", 1), request("q", "r2", 2)));
        assertThat(tree.nodes()).extracting(SpanTree.Node::depth).containsExactly(0, 1, 0, 1);
        assertThat(tree.totals().llmRequests()).isEqualTo(2);
    }

    @Test
    void typeOf_querySource() {
        assertThat(Agents.typeOf("agent.builtin.Explore")).isEqualTo("Explore");
        assertThat(Agents.typeOf("agent:builtin:general-purpose")).isEqualTo("general-purpose");
        assertThat(Agents.typeOf("agent.custom")).isEqualTo("custom");
        assertThat(Agents.typeOf("agent:custom:reviewer")).isEqualTo("reviewer");
        assertThat(Agents.typeOf("sdk")).isNull();
        assertThat(Agents.typeOf("agent")).isNull();
        assertThat(Agents.typeOf(null)).isNull();
    }

    private static SpanTree shape(List<SpanRow> spans, List<EventRow> events) {
        return Trees.shape(new TreeData("p", "t", Set.of(), spans, events, List.of(), null, null, false));
    }

    /** From 1 to 2 ms. */
    private static SpanRow span(String id, @Nullable String parent, String kind, @Nullable String agent) {
        return span(id, parent, kind, agent, 1);
    }

    private static SpanRow at(long startMs, String id) {
        return span(id, null, "interaction", null, startMs);
    }

    private static SpanRow span(String id, @Nullable String parent, String kind, @Nullable String agent, long startMs) {
        return new SpanRow(
                "t",
                id,
                parent,
                false,
                "claude_code." + kind,
                kind,
                startMs * 1_000_000,
                1,
                "s",
                "ada",
                "acme/api",
                "sonnet",
                "",
                agent,
                null,
                agent == null ? "s" : agent,
                null,
                "req",
                null,
                null,
                null,
                0,
                "ok",
                Tokens.NONE,
                null);
    }

    private static EventRow request(String prompt, String id, long micros) {
        return event(prompt, "api_request", null, id, micros);
    }

    private static EventRow prompt(String prompt, String spanId) {
        return event(prompt, "user_prompt", spanId, null, 0);
    }

    private static EventRow event(
            String prompt, String name, @Nullable String spanId, @Nullable String requestId, long micros) {
        return new EventRow(
                prompt,
                name,
                micros,
                null,
                spanId,
                "s",
                "ada",
                "acme/api",
                "sonnet",
                "",
                null,
                null,
                null,
                null,
                requestId,
                null,
                null,
                null,
                false,
                0,
                micros,
                Tokens.NONE);
    }
}
