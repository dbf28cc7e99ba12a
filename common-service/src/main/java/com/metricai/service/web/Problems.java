package com.metricai.service.web;

import com.metricai.service.trace.TraceIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Problem documents (RFC 9457) in the form that all services answer. */
public final class Problems {
    private Problems() {}

    /** For a client's mistake: the detail is shown to the client and must say what to do. */
    public static ErrorResponseException of(HttpStatusCode status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** 400 that names the parameter and what is wrong with it. */
    public static ErrorResponseException badParameter(String parameter, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, parameter + ": " + detail);
        problem.setProperty("parameter", parameter);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    /** 500 that tells the client nothing but the id under which the log has the rest. */
    static ProblemDetail unexpected() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side. The log has the details under this requestId.");
    }

    /** Adds the id by which the log lines of this request are found. */
    static ProblemDetail withRequestId(ProblemDetail problem, @Nullable TraceIds ids) {
        if (ids != null) {
            problem.setProperty("requestId", ids.requestId());
        }
        return problem;
    }
}
