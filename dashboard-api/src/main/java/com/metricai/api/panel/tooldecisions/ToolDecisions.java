package com.metricai.api.panel.tooldecisions;

import com.metricai.api.panel.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tools were let through, and by whom: most decisions first. */
record ToolDecisions(Ratios total, List<Tool> tools, List<Source> sources) {
    private static final String BY_A_PERSON = "user_";

    /**
     * Of all together.
     *
     * @param acceptRatio null when nothing was decided
     * @param userAccepts those that a person decided (sources user_…); the rest was configuration and hooks
     * @param userAcceptRatio null when no person decided anything
     */
    record Ratios(
            long accepts,
            long rejects,
            @Nullable Double acceptRatio,
            long userAccepts,
            long userRejects,
            @Nullable Double userAcceptRatio) {}

    /** Of one tool; the fields as in {@link Ratios}. */
    record Tool(
            String tool,
            long accepts,
            long rejects,
            @Nullable Double acceptRatio,
            long userAccepts,
            long userRejects,
            @Nullable Double userAcceptRatio,
            List<Source> sources) {}

    /** What one kind of decider decided: config, hook, user_temporary and so on. */
    record Source(String source, long accepts, long rejects) {}

    /** A tool and who decided, as stored. */
    record Count(String tool, String source, long accepts, long rejects) {}

    /** Pure. */
    static ToolDecisions of(List<Count> counts) {
        Map<String, List<Count>> byTool = new LinkedHashMap<>();
        counts.forEach(count ->
                byTool.computeIfAbsent(count.tool(), tool -> new ArrayList<>()).add(count));
        return new ToolDecisions(
                ratios(counts),
                byTool.entrySet().stream()
                        .map(entry -> tool(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong((Tool tool) -> -(tool.accepts() + tool.rejects()))
                                .thenComparing(Tool::tool))
                        .toList(),
                sources(counts));
    }

    private static Tool tool(String name, List<Count> counts) {
        Ratios all = ratios(counts);
        return new Tool(
                name,
                all.accepts(),
                all.rejects(),
                all.acceptRatio(),
                all.userAccepts(),
                all.userRejects(),
                all.userAcceptRatio(),
                sources(counts));
    }

    private static Ratios ratios(List<Count> counts) {
        long accepts = 0;
        long rejects = 0;
        long userAccepts = 0;
        long userRejects = 0;
        for (Count count : counts) {
            accepts += count.accepts();
            rejects += count.rejects();
            if (count.source().startsWith(BY_A_PERSON)) {
                userAccepts += count.accepts();
                userRejects += count.rejects();
            }
        }
        return new Ratios(
                accepts,
                rejects,
                Amounts.ratio(accepts, accepts + rejects),
                userAccepts,
                userRejects,
                Amounts.ratio(userAccepts, userAccepts + userRejects));
    }

    private static List<Source> sources(List<Count> counts) {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Count count : counts) {
            sources.merge(
                    count.source(),
                    new Source(count.source(), count.accepts(), count.rejects()),
                    (a, b) -> new Source(a.source(), a.accepts() + b.accepts(), a.rejects() + b.rejects()));
        }
        return sources.values().stream()
                .sorted(Comparator.comparingLong((Source source) -> -(source.accepts() + source.rejects()))
                        .thenComparing(Source::source))
                .toList();
    }
}
