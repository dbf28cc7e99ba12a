package com.metricai.api.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * What a request carries: the header that Cloudflare Access adds, the cookie that it gives to browsers, Authorization. The
 * first that is present counts, alone: a bad one is not made good by a better one further down.
 *
 * @param tokens in this order, each once
 * @param ambiguous whether there are several in one place, so that a proxy and this service could each read another one
 */
record TokenSource(List<String> tokens, boolean ambiguous) {
    private static final String HEADER = "Cf-Access-Jwt-Assertion";
    private static final String COOKIE = "CF_Authorization";
    private static final String BEARER = "Bearer ";

    TokenSource {
        tokens = List.copyOf(tokens);
    }

    static TokenSource of(HttpServletRequest request) {
        List<String> asserted = Collections.list(request.getHeaders(HEADER)).stream()
                .map(String::strip)
                .toList();
        List<String> bearers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .toList();
        // A browser repeats a cookie for each path or domain that it was set for.
        Set<String> cookies = cookies(request);
        Set<String> tokens = new LinkedHashSet<>(asserted);
        tokens.addAll(cookies);
        tokens.addAll(bearers);
        return new TokenSource(
                new ArrayList<>(tokens), asserted.size() > 1 || cookies.size() > 1 || bearers.size() > 1);
    }

    private static Set<String> cookies(HttpServletRequest request) {
        Set<String> values = new LinkedHashSet<>();
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    values.add(cookie.getValue());
                }
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return "TokenSource[" + tokens.size() + (ambiguous ? ", ambiguous]" : "]");
    }
}
