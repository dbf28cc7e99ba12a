package com.metricai.api.spans;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.Viewer;
import com.metricai.api.spans.SpanTree.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Stored rows as the answer. Pure. */
final class TreeShaper {
    private final TreeData data;
    private final boolean fromSpans;
    private final Forest forest;
    private final List<SpanRow> shown;
    private final Agents agents;

    private TreeShaper(TreeData data) {
        this.data = data;
        this.fromSpans = !data.spans().isEmpty();
        this.forest = fromSpans
                ? ownPart(TreeBuilder.build(data.spans()), data)
                : TreeBuilder.build(EventTree.rows(data.events(), data.agents()));
        this.shown = forest.nodes().stream()
                .map(Forest.Placed::span)
                .filter(Objects::nonNull)
                .toList();
        this.agents = new Agents(forest, data.events(), data.agents());
    }

    /**
     * Shapes the answer.
     *
     * @param data not empty
     * @param viewer who asks
     */
    static SpanTree shape(TreeData data, Viewer viewer) {
        return new TreeShaper(data).shape(viewer);
    }

    private SpanTree shape(Viewer viewer) {
        TreeData.Summary summary = data.summary();
        long start = shown.stream()
                .mapToLong(SpanRow::startMs)
                .min()
                .orElseGet(() -> summary == null ? 0 : summary.startedAt());
        long shownUntil = shown.stream()
                .mapToLong(SpanRow::endMs)
                .max()
                .orElseGet(() -> summary == null ? start : summary.endedAt());
        boolean truncated = isTruncated(start, shownUntil);
        long end = truncated && summary != null ? Math.max(shownUntil, summary.endedAt()) : shownUntil;
        SpanRow first = shown.isEmpty() ? null : shown.getFirst();
        return new SpanTree(
                data.promptId(),
                data.traceId(),
                viewer.session(summary != null ? summary.sessionId() : first == null ? "" : first.sessionId()),
                viewer.user(summary != null ? summary.user() : first == null ? "" : first.user()),
                summary != null ? summary.repo() : first == null ? "" : first.repo(),
                Instant.ofEpochMilli(start),
                Math.max(0, end - start),
                fromSpans ? "spans" : "events",
                truncated,
                totals(),
                new NodeShaper(forest, agents, data.events(), start, fromSpans).nodes());
    }

    private Totals totals() {
        TreeData.Paid paid = data.paid() == null ? paidByEvents() : data.paid();
        Set<String> subagents =
                shown.stream().map(SpanRow::agentId).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Totals(
                Amounts.usd(paid.costMicros()),
                paid.tokens().input(),
                paid.tokens().output(),
                paid.tokens().cacheRead(),
                paid.tokens().cacheCreation(),
                shown.stream().filter(span -> span.kind().equals("llm_request")).count(),
                fromSpans
                        ? shown.stream()
                                .filter(span -> span.kind().equals("execution"))
                                .count()
                        : data.events().stream()
                                .filter(event -> event.is("tool_result"))
                                .count(),
                subagents.size(),
                subagents.stream().mapToInt(agents::depth).max().orElse(0),
                shown.stream().mapToLong(SpanRow::blockedMs).sum(),
                forest.orphans());
    }

    private TreeData.Paid paidByEvents() {
        TreeData.Paid paid = new TreeData.Paid(0, Tokens.NONE);
        for (EventRow event : data.events()) {
            paid = event.is("api_request") ? paid.plus(event) : paid;
        }
        return paid;
    }

    /** Of a shared trace the prompt's own part may be whole: the last span that was read begins after it, or already before. */
    private boolean isTruncated(long start, long shownUntil) {
        if (!data.cut() || data.sharedTraces().isEmpty() || data.spans().isEmpty()) {
            return data.cut();
        }
        long last = data.spans().getLast().startMs();
        return start <= last && last <= shownUntil;
    }

    /** Of a trace that several prompts share, the part that begins with this prompt's own interaction. */
    private static Forest ownPart(Forest whole, TreeData data) {
        if (data.sharedTraces().isEmpty()) {
            return whole;
        }
        Set<String> own = data.events().stream()
                .filter(event -> event.is("user_prompt"))
                .map(EventRow::spanId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return whole.only(span -> data.sharedTraces().contains(span.traceId())
                ? span.kind().equals("interaction") && own.contains(span.spanId())
                : span.parentSpanId() == null || span.remoteParent());
    }
}
