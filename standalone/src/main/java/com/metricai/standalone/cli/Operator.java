package com.metricai.standalone.cli;

import com.metricai.store.access.Actor;

/** Who is at the command line, for the audit log: {@code cli:} and the operating system's name for them. */
final class Operator {
    /** What Java says of a user whom the system has no name for, as in containers. */
    private static final String NAMELESS = "?";

    private Operator() {}

    static Actor actor() {
        String user = System.getProperty("user.name", "");
        return Actor.local(user.isBlank() || user.equals(NAMELESS) ? "cli" : "cli:" + user);
    }
}
