package com.metricai.api.access;

import com.metricai.api.panel.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whether a request may pass. */
sealed interface Admission {
    /** It may. */
    record Admitted(Viewer viewer, Jwt token) implements Admission {}

    /**
     * It may not.
     *
     * @param email of the verified caller; empty when nobody was verified
     * @param orgId the caller's; empty when there is none
     * @param detail shown to the caller
     */
    record Refused(HttpStatus status, String email, String orgId, String detail) implements Admission {}
}
