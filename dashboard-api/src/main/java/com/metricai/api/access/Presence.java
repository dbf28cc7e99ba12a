package com.metricai.api.access;

import com.metricai.api.access.Admission.Admitted;
import com.metricai.store.access.Actor;
import com.metricai.store.access.Members;
import com.metricai.store.access.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Writes down sign-ins and when members were last seen. Most requests write nothing: what was written is remembered here,
 * and the store decides when several processes, or one that was started anew, see a token first. A store that cannot be
 * written keeps nobody from reading.
 */
@Component
class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final int REMEMBERED = 20_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private record Key(String orgId, String token) {}

    private final SignIns signIns;
    private final Members members;
    private final RequestActors actors;
    private final Clock clock;

    /** The minute that was written last. */
    private final Map<Key, Instant> seen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
            return size() > REMEMBERED;
        }
    });

    private volatile Instant quietUntil = Instant.MIN;

    Presence(SignIns signIns, Members members, RequestActors actors, Clock clock) {
        this.signIns = signIns;
        this.members = members;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Lets a person into the orgs that take in the domain of the address; looks when the token is new here, and as long as
     * the person belongs nowhere.
     *
     * @return whether there is any new membership
     */
    boolean mayJoin(Jwt token, boolean isNobody, String email, HttpServletRequest request) {
        boolean isNew = seen.putIfAbsent(new Key("", HexFormat.of().formatHex(digest(token))), Instant.MIN) == null;
        return (isNew || isNobody) && members.joinByDomain(email, actors.of(request, email));
    }

    /** Notes that a member is here. */
    void note(Admitted admitted, Actor actor) {
        Instant now = clock.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        byte[] digest = digest(admitted.token());
        String orgId = admitted.viewer().orgId();
        Key key = new Key(orgId, HexFormat.of().formatHex(digest));
        Instant last = seen.get(key);
        if ((last != null && !last.isBefore(minute)) || now.isBefore(quietUntil)) {
            return;
        }
        try {
            if (last == null) {
                signIns.seen(orgId, digest, actor, "");
            }
            members.seen(orgId, admitted.viewer().email(), now);
            seen.put(key, minute);
        } catch (RuntimeException e) {
            // Each try may wait for the write lock: not with every request.
            quietUntil = now.plus(PAUSE);
            log.error("a sign-in could not be written down", e);
        }
    }

    private static byte[] digest(Jwt token) {
        String id = token.getId();
        String text = id == null || id.isBlank() ? token.getTokenValue() : id;
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
