package com.metricai.api.access;

import com.metricai.api.access.Admission.Refused;
import com.metricai.service.trace.LoggedPath;
import com.metricai.store.access.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes down who was turned away and why: at most 60 times a minute those whom nobody knows, and as often those who are
 * known, of each org, so that the noise of the ones hides not the others. The next entry says how many were left out.
 */
@Component
class Denials {
    private static final Logger log = LoggerFactory.getLogger(Denials.class);
    private static final int PER_MINUTE = 60;

    private final AuditLog audit;
    private final RequestActors actors;
    private final Bound bound;

    Denials(AuditLog audit, RequestActors actors, Clock clock) {
        this.audit = audit;
        this.actors = actors;
        this.bound = new Bound(clock, PER_MINUTE);
    }

    void record(Refused refused, HttpServletRequest request) {
        long leftOut = bound.take(refused.email().isEmpty() ? "nobody" : "org " + refused.orgId());
        if (leftOut < 0) {
            return;
        }
        String more = leftOut == 0 ? "" : " (" + leftOut + " more were turned away since the last entry)";
        try {
            audit.denied(
                    refused.orgId(),
                    actors.of(request, refused.email()),
                    request.getMethod() + " " + LoggedPath.of(request.getRequestURI()),
                    refused.status().value() + ": " + refused.detail() + more);
        } catch (RuntimeException e) {
            log.error("a denial could not be written down", e);
        }
    }
}
