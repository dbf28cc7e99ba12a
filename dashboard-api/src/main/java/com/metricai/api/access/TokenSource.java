package com.metricai.api.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * Where a request carries its token: the header that Cloudflare Access adds, the cookie that it gives to browsers, or
 * Authorization. The first that is present is used, alone: a bad one is not made good by a better one further down.
 */
final class TokenSource {
    private static final String HEADER = "Cf-Access-Jwt-Assertion";
    private static final String COOKIE = "CF_Authorization";
    private static final String BEARER = "Bearer ";

    private TokenSource() {}

    static Optional<String> of(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null) {
            return Optional.of(header.strip());
        }
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
