package com.metricai.service.trace;

import com.metricai.service.log.NdjsonEncoder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The two lines about each request. They name as much of the path as {@link LoggedPath} lets through, or the pattern that it
 * matched, and never the query, headers or body, which may hold secrets.
 */
public final class RequestLog {
    private static final Logger log = LoggerFactory.getLogger(RequestLog.class);
    private static final String ACTUATOR = "/actuator";

    private final String service;
    private final TraceIds ids;
    private final String method;
    private String path;
    private final long startedNanos = System.nanoTime();

    private RequestLog(String service, TraceIds ids, String method, String path) {
        this.service = service;
        this.ids = ids;
        this.method = method;
        this.path = path;
    }

    /** Logs that a request came. */
    public static RequestLog request(String service, TraceIds ids, String method, String path) {
        RequestLog request = new RequestLog(service, ids, method, LoggedPath.of(path));
        request.line().log("→ request");
        return request;
    }

    /** Names the endpoint that answers, in place of the path: {@code /api/sessions/{id}}. */
    public void matched(String pattern) {
        path = pattern;
    }

    /** Logs what it was answered. */
    public void response(int status) {
        line().addKeyValue("status", status)
                .addKeyValue(
                        "durationMs",
                        Duration.ofNanos(System.nanoTime() - startedNanos).toMillis())
                .log("← response");
    }

    private LoggingEventBuilder line() {
        return ids.addTo(log.atLevel(level()))
                .addKeyValue(NdjsonEncoder.SERVICE, service)
                .addKeyValue("method", method)
                .addKeyValue("path", path);
    }

    /** Probes and scrapes come every few seconds and say nothing. */
    private Level level() {
        return path.startsWith(ACTUATOR) ? Level.DEBUG : Level.INFO;
    }
}
