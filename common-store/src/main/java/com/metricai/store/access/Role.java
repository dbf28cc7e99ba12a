package com.metricai.store.access;

import java.util.Locale;

/** What a member may do in an org. */
public enum Role {
    /** Sees the panels. */
    VIEWER,
    /** Sees the panels and manages members, tokens and settings of the org. */
    ADMIN,
    /** Sees the health of all orgs, and the content of none. */
    OPS;

    /** As stored and as the API says it: {@code viewer}, {@code admin}, {@code ops}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #wireName()}. */
    public static Role ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
