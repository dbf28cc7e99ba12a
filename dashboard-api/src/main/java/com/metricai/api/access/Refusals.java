package com.metricai.api.access;

import com.metricai.api.access.Admission.Refused;
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

    /** With the status and the reason; a 401 and a 403 say where to log in, when this service knows. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(refused.status(), refused.detail());
        if (refused.status() == HttpStatus.UNAUTHORIZED || refused.status() == HttpStatus.FORBIDDEN) {
            problem.setProperty("loginUrl", loginUrl.isEmpty() ? null : loginUrl);
        }
        if (refused.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        write(request, response, problem);
    }

    /** 503: the store cannot be read, so that nobody is known. */
    void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        write(
                request,
                response,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Who you are could not be looked up; try again in a moment. The log of the service says why."));
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
