package com.metricai.api.panel;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a session in an answer. A client that leaves session.id out gets {@code user:} and its user.id, which names the
 * person: to whom names are hidden it is {@code user:} and a pseudonym. Only {@link Viewer} makes them.
 */
public final class ShownSession {
    /** How the ids begin that name a person. */
    public static final String USER_PREFIX = "user:";

    private final String id;

    ShownSession(String id) {
        this.id = id;
    }

    /** What the JSON holds, and what finds the session again. */
    @JsonValue
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
