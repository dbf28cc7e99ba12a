package com.metricai.api.access;

import com.metricai.api.access.Admission.Admitted;
import com.metricai.api.access.Admission.Refused;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request to the API pass when the {@link Gate} does; everybody else is answered here and written down. */
class AccessFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(AccessFilter.class);
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    private final Gate gate;
    private final Presence presence;
    private final Denials denials;
    private final RequestActors actors;
    private final Refusals refusals;

    AccessFilter(Gate gate, Presence presence, Denials denials, RequestActors actors, Refusals refusals) {
        this.gate = gate;
        this.presence = presence;
        this.denials = denials;
        this.actors = actors;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !API.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Admission admission;
        try {
            admission = gate.admit(request);
        } catch (RuntimeException e) {
            // Nobody is let in whose membership cannot be read.
            log.error("the membership could not be looked up", e);
            refusals.unavailable(request, response);
            return;
        }
        switch (admission) {
            case Admitted admitted -> {
                Actor actor = actors.of(request, admitted.viewer().email());
                presence.note(admitted, actor);
                request.setAttribute(Viewer.ATTRIBUTE, admitted.viewer());
                request.setAttribute(Actor.class.getName(), actor);
                SecurityContextHolder.getContext()
                        .setAuthentication(new JwtAuthenticationToken(admitted.token(), List.of()));
                chain.doFilter(request, response);
            }
            case Refused refused -> {
                // An address that is not there is nobody's secret.
                if (refused.status() != HttpStatus.NOT_FOUND) {
                    denials.record(refused, request);
                }
                refusals.refuse(request, response, refused);
            }
        }
    }
}
