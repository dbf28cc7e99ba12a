package com.metricai.api.access;

import com.metricai.api.access.Admission.Refused;
import com.metricai.store.access.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes down who was turned away and why: at most 60 times a minute those whom nobody knows, and as often those who are
 * known, so that the noise of the ones hides not the others. The next entry says how many were left out.
 */
@Component
class Denials {
    private static final Logger log = LoggerFactory.getLogger(Denials.class);
    private static final int PER_MINUTE = 60;

    private final AuditLog audit;
    private final RequestActors actors;
    private final Bound unknown;
    private final Bound known;

    Denials(AuditLog audit, RequestActors actors, Clock clock) {
        this.audit = audit;
        this.actors = actors;
        this.unknown = new Bound(clock);
        this.known = new Bound(clock);
    }

    void record(Refused refused, HttpServletRequest request) {
        Bound bound = refused.email().isEmpty() ? unknown : known;
        long leftOut = bound.take();
        if (leftOut < 0) {
            return;
        }
        String more = leftOut == 0 ? "" : " (" + leftOut + " more were turned away since the last entry)";
        try {
            audit.denied(
                    refused.orgId(),
                    actors.of(request, refused.email()),
                    request.getMethod() + " " + request.getRequestURI(),
                    refused.status().value() + ": " + refused.detail() + more);
        } catch (RuntimeException e) {
            log.error("a denial could not be written down", e);
        }
    }

    private static final class Bound {
        private final Clock clock;
        private Instant minute = Instant.MIN;
        private int taken;
        private long leftOut;

        Bound(Clock clock) {
            this.clock = clock;
        }

        /** How many were left out before this one; negative when this one is to be left out as well. */
        synchronized long take() {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            if (!now.equals(minute)) {
                minute = now;
                taken = 0;
            }
            if (taken == PER_MINUTE) {
                leftOut++;
                return -1;
            }
            taken++;
            long before = leftOut;
            leftOut = 0;
            return before;
        }
    }
}
