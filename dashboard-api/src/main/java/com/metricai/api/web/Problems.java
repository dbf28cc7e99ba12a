package com.metricai.api.web;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Missing;
import com.metricai.store.access.ChangeRefused;
import com.metricai.store.clickhouse.ClickHouseAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every failure as an RFC 9457 document. None says more than the caller may know: an exception's text stays in the log. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail badParameter(BadParameter bad) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, bad.getMessage());
        problem.setProperty("parameter", bad.parameter());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail missing(Missing missing) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, missing.getMessage());
    }

    @ExceptionHandler
    ProblemDetail refused(ChangeRefused refused) {
        return switch (refused.reason()) {
            case INVALID -> badParameter(new BadParameter(refused.field(), refused.getMessage()));
            case MISSING -> missing(new Missing(refused.getMessage()));
            case CONFLICT -> ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, refused.getMessage());
        };
    }

    @ExceptionHandler
    ProblemDetail away(ClickHouseAway away) {
        log.warn("ClickHouse is away", away);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The store of metrics does not answer; try again in a minute.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, badParameter(UnreadableBody.explained(e)), headers, status, request);
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        log.error("the answer failed", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "The answer could not be made; the log of the service says why.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "There is nothing at this address.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }
}
