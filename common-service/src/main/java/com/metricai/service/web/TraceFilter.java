package com.metricai.service.web;

import com.metricai.service.log.NdjsonEncoder;
import com.metricai.service.trace.RequestLog;
import com.metricai.service.trace.TraceIds;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Takes or makes the ids, puts them into the MDC and the response, and logs the request and its answer. */
public final class TraceFilter extends OncePerRequestFilter {
    /** The request attribute that holds the {@link TraceIds}. */
    public static final String ATTRIBUTE = TraceIds.class.getName();

    private final String service;

    public TraceFilter(String service) {
        this.service = service;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceIds ids =
                TraceIds.of(request.getHeader(TraceIds.TRACE_HEADER), request.getHeader(TraceIds.REQUEST_HEADER));
        request.setAttribute(ATTRIBUTE, ids);
        response.setHeader(TraceIds.TRACE_HEADER, ids.traceId());
        response.setHeader(TraceIds.REQUEST_HEADER, ids.requestId());
        RequestLog line = RequestLog.request(service, ids, request.getMethod(), request.getRequestURI());
        MDC.put(NdjsonEncoder.SERVICE, service);
        MDC.put(NdjsonEncoder.TRACE_ID, ids.traceId());
        MDC.put(NdjsonEncoder.REQUEST_ID, ids.requestId());
        try {
            chain.doFilter(request, response);
            name(line, request);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new OnComplete(line, response));
            } else {
                line.response(response.getStatus());
            }
        } catch (ServletException | IOException | RuntimeException | Error e) {
            line.response(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            throw e;
        } finally {
            MDC.remove(NdjsonEncoder.SERVICE);
            MDC.remove(NdjsonEncoder.TRACE_ID);
            MDC.remove(NdjsonEncoder.REQUEST_ID);
        }
    }

    /** What {@code /**} matched is files and pages: there the beginning of the path says more. */
    private static void name(RequestLog line, HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                && !pattern.contains("*")) {
            line.matched(pattern);
        }
    }

    private record OnComplete(RequestLog line, HttpServletResponse response) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            line.response(response.getStatus());
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
