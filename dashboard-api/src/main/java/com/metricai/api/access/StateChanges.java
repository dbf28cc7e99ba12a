package com.metricai.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What a request that changes something must bring. A browser sends the cookie along with whatever another site makes it
 * send; but a header of one's own it sends to another site only if that allows it (CORS), which this one never does. Where
 * the browser says where the request comes from, that must be here.
 */
final class StateChanges {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** What is read, and leaves an entry in the audit log: another site's page must not be able to make somebody's. */
    private static final RequestMatcher WRITTEN_DOWN = new OrRequestMatcher(
            Stream.of("/api/admin/audit.csv", "/api/ops/audit.csv", "/api/admin/people", "/api/admin/people/export")
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList());

    private static final String MARK = "X-Requested-With";
    private static final String MARK_VALUE = "metric-ai";
    private static final long MAX_BODY = 64 * 1024;

    /** Why not; the detail is shown to the caller. */
    record Objection(HttpStatus status, String detail) {}

    private StateChanges() {}

    static Optional<Objection> objectionTo(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())) {
            return WRITTEN_DOWN.matches(request) && isFromElsewhere(request)
                    ? forbidden("This is written down, so it must be asked for by this site's own pages.")
                    : Optional.empty();
        }
        if (!MARK_VALUE.equals(request.getHeader(MARK))) {
            return forbidden("A request that changes something needs the header " + MARK + ": " + MARK_VALUE + ".");
        }
        if (isFromElsewhere(request)) {
            return forbidden("A request that changes something must come from this site's own pages.");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !isOurs(origin, request)) {
            return forbidden("A request that changes something must come from this site's own pages.");
        }
        return objectionToLength(request);
    }

    /** As the browser says; one that says nothing is no browser, or an old one. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Changes are small: no more than that is read into memory. */
    private static Optional<Objection> objectionToLength(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return Optional.of(new Objection(HttpStatus.LENGTH_REQUIRED, "Send the body with a Content-Length."));
        }
        return request.getContentLengthLong() > MAX_BODY
                ? Optional.of(new Objection(
                        HttpStatus.CONTENT_TOO_LARGE, "The body is larger than " + MAX_BODY / 1024 + " KiB."))
                : Optional.empty();
    }

    /** The same host and port, and TLS when this request came by it. A proxy may have put its own name into Host. */
    private static boolean isOurs(String origin, HttpServletRequest request) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String scheme = uri.getScheme();
        String authority = uri.getRawAuthority();
        if (scheme == null || authority == null || (Tls.isBehind(request) && !scheme.equals("https"))) {
            return false;
        }
        String ours = plain(authority, scheme);
        return ours.equals(plain(request.getHeader(HttpHeaders.HOST), scheme))
                || ours.equals(plain(Tls.first(request.getHeader("X-Forwarded-Host")), scheme));
    }

    /** In lower case and without the scheme's own port; empty for nothing. */
    private static String plain(@Nullable String authority, String scheme) {
        if (authority == null) {
            return "";
        }
        String port = scheme.equals("https") ? ":443" : ":80";
        String lower = authority.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }

    private static Optional<Objection> forbidden(String detail) {
        return Optional.of(new Objection(HttpStatus.FORBIDDEN, detail));
    }
}
