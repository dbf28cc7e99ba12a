package com.metricai.api.panel.sessions;

import com.metricai.api.panel.PromptLine;
import com.metricai.api.panel.ShownSession;
import com.metricai.api.panel.ShownUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Sessions that were active within the range, the latest first; their numbers are those of the whole session. */
record Sessions(List<Session> sessions) {
    static final int PARTS = 24;

    /** An answer has no more prompts of one session: a page would be too long to be read, and somebody may send any number. */
    static final int MAX_PROMPTS = 1000;

    /**
     * One session.
     *
     * @param costParts the cost in USD of the prompts that began in each of {@value #PARTS} equal parts of its time, for a small
     *     line; empty when no prompt of it is known
     */
    record Session(
            ShownSession sessionId,
            ShownUser user,
            String repo,
            String team,
            String source,
            Instant startedAt,
            Instant endedAt,
            long prompts,
            BigDecimal costUsd,
            long totalTokens,
            long toolCalls,
            long apiErrors,
            long linesAdded,
            long linesRemoved,
            long commits,
            List<BigDecimal> costParts) {}

    /**
     * One session with its prompts, in the order of time.
     *
     * @param prompts the latest {@value #MAX_PROMPTS}
     * @param promptsLeftOut how many there are before these; they count in everything else
     */
    record Detail(
            ShownSession sessionId,
            ShownUser user,
            String repo,
            String team,
            String source,
            Instant startedAt,
            Instant endedAt,
            BigDecimal costUsd,
            long totalTokens,
            long toolCalls,
            long apiErrors,
            long linesAdded,
            long linesRemoved,
            long commits,
            List<PromptLine> prompts,
            long promptsLeftOut) {
        static Detail of(Session session, List<PromptLine> prompts) {
            return new Detail(
                    session.sessionId(),
                    session.user(),
                    session.repo(),
                    session.team(),
                    session.source(),
                    session.startedAt(),
                    session.endedAt(),
                    session.costUsd(),
                    session.totalTokens(),
                    session.toolCalls(),
                    session.apiErrors(),
                    session.linesAdded(),
                    session.linesRemoved(),
                    session.commits(),
                    prompts,
                    Math.max(0, session.prompts() - prompts.size()));
        }
    }
}
