package com.metricai.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Whether a browser reached this service by TLS, which nearly always ends at a proxy in front. */
final class Tls {
    private Tls() {}

    /** A lie in the header gains nothing: browsers heed what follows from it by TLS only, and it makes checks stricter. */
    static boolean isBehind(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(first(request.getHeader("X-Forwarded-Proto")));
    }

    /** The first of a list, which is what the outermost proxy saw; null for none. */
    static @Nullable String first(@Nullable String header) {
        return header == null ? null : header.split(",", 2)[0].strip();
    }
}
