package com.metricai.api.access;

import com.metricai.api.web.DashboardApiProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns callers away, with a problem document. */
@Component
class Refusals {
    private final JsonMapper json;
    private final String loginUrl;

    Refusals(JsonMapper json, DashboardApiProperties properties) {
        this.json = json;
        this.loginUrl = properties.access().loginUrl();
    }

    /** 401: no token, or none that is believed. Says where to log in, when this service knows. */
    void unauthenticated(HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, detail);
        problem.setProperty("loginUrl", loginUrl.isEmpty() ? null : loginUrl);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(request, response, problem);
    }

    /** 403: known, and not allowed. */
    void forbidden(HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        write(request, response, ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, detail));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(problem.getStatus());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
