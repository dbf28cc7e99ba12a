package com.metricai.api.spans;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored about one prompt, or about the prompts of one trace.
 *
 * @param promptId null when there is none or several
 * @param sharedTraces of the spans: traces that hold other prompts too, of which only this prompt's part is wanted
 * @param summary null when there is none, or several prompts
 */
record TreeData(
        @Nullable String promptId,
        @Nullable String traceId,
        Set<String> sharedTraces,
        List<SpanRow> spans,
        List<EventRow> events,
        List<AgentRow> agents,
        @Nullable Summary summary) {
    /** What stays of a prompt when its spans and events are gone; times in ms since the epoch. */
    record Summary(
            String sessionId, String user, String repo, long startedAt, long endedAt, long costMicros, Tokens tokens) {}

    boolean isEmpty() {
        return spans.isEmpty() && events.isEmpty() && summary == null;
    }
}
