package com.metricai.api.access;

import com.metricai.api.panel.Viewer;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.AccessStore.Membership;
import com.metricai.store.access.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request to the API pass when its token is valid and its address a member's. The org is the one that the header
 * X-Org names, else the member's first by name. An org that is not the caller's answers 403, whether or not it exists.
 */
class AccessFilter extends OncePerRequestFilter {
    private static final String ORG_HEADER = "X-Org";
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");
    private static final RequestMatcher ABOUT_ONESELF =
            PathPatternRequestMatcher.withDefaults().matcher("/api/me");

    private static final RequestMatcher ADMINISTRATION =
            PathPatternRequestMatcher.withDefaults().matcher("/api/admin/**");

    private final TokenVerifier verifier;
    private final AccessStore store;
    private final Refusals refusals;

    AccessFilter(TokenVerifier verifier, AccessStore store, Refusals refusals) {
        this.verifier = verifier;
        this.store = store;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !API.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> token = TokenSource.of(request);
        if (token.isEmpty()) {
            refusals.unauthenticated(request, response, "The request carries no token.");
            return;
        }
        Optional<Jwt> jwt = verifier.verified(token.get());
        if (jwt.isEmpty()) {
            refusals.unauthenticated(request, response, "The token is not valid (any more).");
            return;
        }
        String email = jwt.get().getClaimAsString("email");
        if (email == null || email.isBlank()) {
            refusals.forbidden(request, response, "The token names no e-mail address.");
            return;
        }
        List<Membership> memberships = store.membershipsOf(email.strip());
        if (memberships.isEmpty()) {
            refusals.forbidden(request, response, "This address is no member of any organisation here.");
            return;
        }
        String wanted = request.getHeader(ORG_HEADER);
        Optional<Membership> org = memberships.stream()
                .filter(membership -> wanted == null || membership.orgId().equals(wanted))
                .findFirst();
        if (org.isEmpty()) {
            refusals.forbidden(
                    request, response, "This address is no member of the organisation in " + ORG_HEADER + ".");
            return;
        }
        if (org.get().role() == Role.OPS && !ABOUT_ONESELF.matches(request)) {
            refusals.forbidden(request, response, "The role ops sees the health of the service, and no content.");
            return;
        }
        if (ADMINISTRATION.matches(request) && org.get().role() != Role.ADMIN) {
            refusals.forbidden(request, response, "This is for admins of the organisation.");
            return;
        }
        request.setAttribute(Viewer.ATTRIBUTE, new Viewer(email.strip(), org.get(), memberships));
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt.get(), List.of()));
        chain.doFilter(request, response);
    }
}
