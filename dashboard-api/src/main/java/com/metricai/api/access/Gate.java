package com.metricai.api.access;

import com.metricai.api.access.Admission.Admitted;
import com.metricai.api.access.Admission.Refused;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.AccessStore.Membership;
import com.metricai.store.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Decides on a request to the API: one token, verified, of a person who is a member, whose role may ask this, and who means
 * it when it changes something. The org is the one that the header X-Org names, else the member's first by name; one that is
 * not the caller's answers 403, whether or not it exists.
 */
@Component
class Gate {
    private static final String ORG_HEADER = "X-Org";

    private final TokenVerifier verifier;
    private final AccessStore store;
    private final Presence presence;

    Gate(TokenVerifier verifier, AccessStore store, Presence presence) {
        this.verifier = verifier;
        this.store = store;
        this.presence = presence;
    }

    /** Throws what the store throws when it cannot be read. */
    Admission admit(HttpServletRequest request) {
        TokenSource carried = TokenSource.of(request);
        if (carried.ambiguous()) {
            return unauthenticated("The request carries several tokens in one place: send one.");
        }
        if (carried.tokens().isEmpty()) {
            return unauthenticated("The request carries no token.");
        }
        Optional<Jwt> token = verifier.verified(carried.tokens().getFirst());
        if (token.isEmpty()) {
            return unauthenticated("The token is not valid (any more).");
        }
        String email = email(token.get());
        if (carried.tokens().stream().skip(1).anyMatch(other -> namesAnother(other, email))) {
            return unauthenticated("The request carries tokens of two people: sign out and in again.");
        }
        if (email.isEmpty()) {
            return forbidden("", "", "The token names no e-mail address.");
        }
        if ("false".equals(String.valueOf(token.get().getClaims().get("email_verified")))) {
            return forbidden(email, "", "The identity provider has not verified this e-mail address.");
        }
        return admit(request, token.get(), email);
    }

    private Admission admit(HttpServletRequest request, Jwt token, String email) {
        List<Membership> memberships = store.membershipsOf(email);
        if (presence.mayJoin(token, memberships.isEmpty(), email, request)) {
            memberships = store.membershipsOf(email);
        }
        if (memberships.isEmpty()) {
            return forbidden(email, "", "This address is no member of any organisation here.");
        }
        String wanted = request.getHeader(ORG_HEADER);
        Optional<Membership> org = memberships.stream()
                .filter(membership -> wanted == null || membership.orgId().equals(wanted))
                .findFirst();
        if (org.isEmpty()) {
            return forbidden(email, "", "This address is no member of the organisation in " + ORG_HEADER + ".");
        }
        Viewer viewer = new Viewer(email, org.get(), memberships);
        Optional<Set<Role>> roles = Rules.rolesFor(request);
        if (roles.isEmpty()) {
            return refused(HttpStatus.NOT_FOUND, viewer, "There is nothing at this address.");
        }
        if (!roles.get().contains(org.get().role())) {
            return refused(HttpStatus.FORBIDDEN, viewer, Rules.whyNot(org.get().role(), roles.get()));
        }
        return StateChanges.objectionTo(request)
                .<Admission>map(objection -> refused(objection.status(), viewer, objection.detail()))
                .orElseGet(() -> new Admitted(viewer, token));
    }

    private boolean namesAnother(String token, String email) {
        return verifier.verified(token)
                .map(other -> !email(other).equalsIgnoreCase(email))
                .orElse(false);
    }

    private static String email(Jwt token) {
        String email = token.getClaimAsString("email");
        return email == null ? "" : email.strip();
    }

    private static Refused unauthenticated(String detail) {
        return new Refused(HttpStatus.UNAUTHORIZED, "", "", detail);
    }

    private static Refused forbidden(String email, String orgId, String detail) {
        return new Refused(HttpStatus.FORBIDDEN, email, orgId, detail);
    }

    private static Refused refused(HttpStatus status, Viewer viewer, String detail) {
        return new Refused(status, viewer.email(), viewer.orgId(), detail);
    }
}
