package com.metricai.faults;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sessions that send running totals: each export says what the session has come to, so that the last one that arrives
 * holds the end value. Beside it stands one point with a session of its own, by which it is known whether the export is
 * there.
 */
final class RunningTotals {
    private static final int SESSIONS = 3;
    private static final int EXPORTS = 12;
    private static final long MICROS_A_STEP = 4_321;

    private static final class Session {
        private final String id;
        private final Instant began;
        private int steps;

        Session(String id, Instant began) {
            this.id = id;
            this.began = began;
        }
    }

    private final String key;
    private final Random random;
    private final List<Session> sessions = new ArrayList<>();
    private int begun;

    /**
     * Begins.
     *
     * @param key tells apart the sessions of several runs
     */
    RunningTotals(String key, Random random) {
        this.key = key;
        this.random = random;
    }

    /** The next export of one of the sessions. */
    byte[] next() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        sessions.removeIf(session -> session.steps == EXPORTS);
        while (sessions.size() < SESSIONS) {
            sessions.add(new Session(Made.session(key + "/running/" + begun++), now));
        }
        Session session = sessions.get(random.nextInt(SESSIONS));
        session.steps++;
        String usd = BigDecimal.valueOf(session.steps * MICROS_A_STEP, 6).toPlainString();
        return Made.points(
                session.began,
                now,
                List.of(
                        new Made.Point("cost.usage", session.id, "", usd, true),
                        new Made.Point("token.usage", session.id, "input", "" + session.steps * 100, true),
                        new Made.Point("commit.count", Made.session(session.id + session.steps), "", "1", false)));
    }
}
