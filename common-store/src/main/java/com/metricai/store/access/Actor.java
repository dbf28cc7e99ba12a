package com.metricai.store.access;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, for the audit log.
 *
 * @param name an e-mail address; {@code cli} or {@code up} for the command line; empty when nobody knows
 * @param ip where the request came from; null without a request
 * @param userAgent what the client says of itself; null when it says nothing
 */
public record Actor(
        String name, @Nullable String ip, @Nullable String userAgent) {
    /** Somebody at this machine, who came by no request. */
    public static Actor local(String name) {
        return new Actor(name, null, null);
    }
}
