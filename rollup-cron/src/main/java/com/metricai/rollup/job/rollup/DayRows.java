package com.metricai.rollup.job.rollup;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of a user's day in the three daily tables, computed from {@link Facts}; pure.
 *
 * <p>Cost and tokens follow the session's ledger: its api_request events where it has any on whichever day, else its
 * metrics. Decisions are its tool_decision events, of sessions without any event its metrics. What only metrics know (lines,
 * commits, pull requests, active time) always comes from them.
 */
public record DayRows(
        Map<Key, Totals> rollups,
        Map<Key, Decisions> decisions,
        Set<SessionDay> sessions,
        Map<String, SessionTotals> sessionTotals) {
    /** Accepts and rejects; the map's key has the decision source in place of the status. */
    public record Decisions(long accepts, long rejects) {
        Decisions plus(Decisions other) {
            return new Decisions(accepts + other.accepts, rejects + other.rejects);
        }
    }

    /** A row of {@code session_days}. {@code ''} as model or tool: any. */
    public record SessionDay(String sessionId, String source, String team, String repo, String model, String tool) {}

    /** What a session's day came to; the map's key is the session. */
    public record SessionTotals(long costMicros, long totalTokens, long linesAdded, long linesRemoved, long commits) {
        private static SessionTotals of(Totals totals) {
            return new SessionTotals(
                    totals.costMicros(),
                    totals.inputTokens()
                            + totals.outputTokens()
                            + totals.cacheReadTokens()
                            + totals.cacheCreationTokens(),
                    totals.linesAdded(),
                    totals.linesRemoved(),
                    totals.commits());
        }

        private SessionTotals plus(SessionTotals other) {
            return new SessionTotals(
                    costMicros + other.costMicros,
                    totalTokens + other.totalTokens,
                    linesAdded + other.linesAdded,
                    linesRemoved + other.linesRemoved,
                    commits + other.commits);
        }
    }

    static DayRows of(Facts facts) {
        Map<Key, Totals> rollups = new HashMap<>();
        Map<Key, Decisions> decisions = new HashMap<>();
        Map<String, SessionTotals> sessionTotals = new HashMap<>();
        for (EventTotals events : facts.events()) {
            Totals totals = totals(events);
            rollups.merge(events.key(), totals, Totals::plus);
            sessionTotals.merge(events.sessionId(), SessionTotals.of(totals), SessionTotals::plus);
            if (events.name().equals("tool_decision")) {
                decisions.merge(
                        by(events.key(), events.decisionSource()),
                        new Decisions(events.count() - events.rejects(), events.rejects()),
                        Decisions::plus);
            }
        }
        for (MetricTotals metrics : facts.metrics()) {
            boolean isLedger = !facts.eventLedgers().contains(metrics.sessionId());
            boolean decides = !facts.withEvents().contains(metrics.sessionId());
            Totals totals = totals(metrics, isLedger, decides);
            rollups.merge(metrics.key(), totals, Totals::plus);
            sessionTotals.merge(metrics.sessionId(), SessionTotals.of(totals), SessionTotals::plus);
            if (decides && metrics.editAccepts() + metrics.editRejects() > 0) {
                decisions.merge(
                        by(metrics.key(), metrics.decisionSource()),
                        new Decisions(metrics.editAccepts(), metrics.editRejects()),
                        Decisions::plus);
            }
        }
        facts.waits().forEach((key, blockedMs) -> rollups.merge(key, waiting(blockedMs), Totals::plus));
        rollups.values().removeIf(Totals::isZero);
        return new DayRows(Map.copyOf(rollups), Map.copyOf(decisions), sessions(facts), Map.copyOf(sessionTotals));
    }

    private static Set<SessionDay> sessions(Facts facts) {
        Set<String> active = facts.events().stream()
                .filter(events ->
                        events.name().equals("user_prompt") || events.name().equals("api_request"))
                .map(EventTotals::sessionId)
                .collect(Collectors.toSet());
        Set<SessionDay> rows = new LinkedHashSet<>();
        for (EventTotals events : facts.events()) {
            if (active.contains(events.sessionId())) {
                rows.addAll(cube(events.sessionId(), events.key()));
            }
        }
        for (MetricTotals metrics : facts.metrics()) {
            if (metrics.isUse() && facts.countedSessions().contains(metrics.sessionId())) {
                rows.addAll(cube(metrics.sessionId(), metrics.key()));
            }
        }
        return rows;
    }

    /** The row for "any", for the model, for the tool and for both. */
    private static List<SessionDay> cube(String sessionId, Key key) {
        return List.of(
                new SessionDay(sessionId, key.source(), key.team(), key.repo(), "", ""),
                new SessionDay(sessionId, key.source(), key.team(), key.repo(), key.model(), ""),
                new SessionDay(sessionId, key.source(), key.team(), key.repo(), "", key.tool()),
                new SessionDay(sessionId, key.source(), key.team(), key.repo(), key.model(), key.tool()));
    }

    private static Key by(Key key, String decisionSource) {
        return new Key(key.source(), key.team(), key.repo(), key.model(), key.tool(), decisionSource);
    }

    private static Totals totals(EventTotals e) {
        boolean request = e.name().equals("api_request");
        boolean result = e.name().equals("tool_result");
        boolean decision = e.name().equals("tool_decision");
        return new Totals(
                request ? e.costMicros() : 0,
                request ? e.costMicros() : 0,
                0,
                request ? e.inputTokens() : 0,
                request ? e.outputTokens() : 0,
                request ? e.cacheReadTokens() : 0,
                request ? e.cacheCreationTokens() : 0,
                e.name().equals("user_prompt") ? e.count() : 0,
                request ? e.count() : 0,
                e.name().equals("api_error") ? e.count() : 0,
                result ? e.count() : 0,
                result ? e.failures() : 0,
                decision ? e.count() - e.rejects() : 0,
                decision ? e.rejects() : 0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static Totals totals(MetricTotals m, boolean isLedger, boolean decides) {
        return new Totals(
                isLedger ? m.costMicros() : 0,
                0,
                m.costMicros(),
                isLedger ? m.inputTokens() : 0,
                isLedger ? m.outputTokens() : 0,
                isLedger ? m.cacheReadTokens() : 0,
                isLedger ? m.cacheCreationTokens() : 0,
                0,
                0,
                0,
                0,
                0,
                decides ? m.editAccepts() : 0,
                decides ? m.editRejects() : 0,
                m.linesAdded(),
                m.linesRemoved(),
                m.commits(),
                m.pullRequests(),
                m.activeUserMs(),
                m.activeCliMs(),
                0);
    }

    private static Totals waiting(long blockedMs) {
        return new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, blockedMs);
    }
}
