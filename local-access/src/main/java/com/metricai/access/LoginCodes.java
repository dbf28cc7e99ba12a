package com.metricai.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The codes of one-click links: each works once, and not for long. Kept in memory: a restart ends them all. */
final class LoginCodes {
    record Grant(String email, String redirectUrl, Instant until) {}

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int CODE_BYTES = 24;

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    LoginCodes(Clock clock) {
        this.clock = clock;
    }

    String grant(String email, String redirectUrl) {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> grant.until().isBefore(now));
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(code, new Grant(email, redirectUrl, now.plus(LIFETIME)));
        return code;
    }

    Optional<Grant> redeem(String code) {
        return Optional.ofNullable(grants.remove(code))
                .filter(grant -> grant.until().isAfter(clock.instant()));
    }
}
