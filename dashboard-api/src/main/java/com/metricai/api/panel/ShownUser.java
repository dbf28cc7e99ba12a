package com.metricai.api.panel;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A person in an answer, as the caller may know them. Answers hold these and no plain text for people, and only
 * {@link Viewer} makes them: so no answer can name somebody whose name the caller must not see. In their order nobody can be
 * recognised either.
 */
public final class ShownUser implements Comparable<ShownUser> {
    private final String name;

    ShownUser(String name) {
        this.name = name;
    }

    /** The name or the pseudonym: what the JSON holds. */
    @JsonValue
    public String name() {
        return name;
    }

    @Override
    public int compareTo(ShownUser other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShownUser user && user.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
