package com.metricai.faults;

/** What the client knows about an export. */
enum Fate {
    /** Answered 200: it must be there, once. */
    ACKNOWLEDGED,
    /** Given up by the client's own rules, and never answered 200: it may be there, once. */
    LOST,
    /** The connection broke off, or ten seconds passed, after it was sent: it may be there, once. */
    UNKNOWN
}
