package com.metricai.api.spans;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about one prompt, or about the prompts of one trace.
 *
 * @param promptId null when there is none or several
 * @param sharedTraces of the spans: traces that hold other prompts too, of which only this prompt's part is wanted
 * @param spans the first of them, those before the prompt itself at the end
 * @param events the first of them
 * @param summary null when there is none, or several prompts
 * @param paid by the summaries of all its prompts; null when there is none
 * @param cut there are more than these: spans, or events where there are no spans
 */
record TreeData(
        @Nullable String promptId,
        @Nullable String traceId,
        Set<String> sharedTraces,
        List<SpanRow> spans,
        List<EventRow> events,
        List<AgentRow> agents,
        @Nullable Summary summary,
        @Nullable Paid paid,
        boolean cut) {
    /** What stays of a prompt when its spans and events are gone; times in ms since the epoch. */
    record Summary(String sessionId, String user, String repo, long startedAt, long endedAt) {}

    /** Cost and tokens of whole prompts. */
    record Paid(long costMicros, Tokens tokens) {
        Paid plus(EventRow request) {
            return new Paid(costMicros + request.costMicros(), tokens.plus(request.tokens()));
        }
    }

    boolean isEmpty() {
        return spans.isEmpty() && events.isEmpty() && summary == null;
    }
}
