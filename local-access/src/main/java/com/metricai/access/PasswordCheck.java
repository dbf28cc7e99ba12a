package com.metricai.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Compares in constant time, and stops listening for a while after too many wrong guesses. */
final class PasswordCheck {
    enum Verdict {
        RIGHT,
        WRONG,
        TOO_MANY
    }

    private static final int GUESSES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final byte[] password;
    private final Clock clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();

    PasswordCheck(String password, Clock clock) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    synchronized Verdict check(String guess) {
        Instant now = clock.instant();
        while (!wrong.isEmpty() && wrong.getFirst().isBefore(now.minus(WINDOW))) {
            wrong.removeFirst();
        }
        if (wrong.size() >= GUESSES) {
            return Verdict.TOO_MANY;
        }
        if (MessageDigest.isEqual(password, guess.getBytes(StandardCharsets.UTF_8))) {
            return Verdict.RIGHT;
        }
        wrong.addLast(now);
        return Verdict.WRONG;
    }
}
