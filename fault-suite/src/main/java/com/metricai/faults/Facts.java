package com.metricai.faults;

import java.util.Map;
import java.util.Set;

/** What an export says; see {@link FactsReader}. */
sealed interface Facts {
    /** Records in it, as the books count them. */
    int records();

    /**
     * Spans.
     *
     * @param keys one each
     */
    record Spans(Set<String> keys, int records) implements Facts {}

    /**
     * Events.
     *
     * @param keys one each; a key that comes twice is one event
     * @param amounts micro-USD and tokens of its api_request events, accepts and rejects of its tool_decision events
     * @param promptMicros micro-USD of those api_request events that belong to a prompt
     * @param ledgers its sessions that have an api_request: events are their ledger
     * @param sessions all of its sessions: their decisions are counted by events
     */
    record Events(
            Set<String> keys,
            int records,
            Amounts amounts,
            long promptMicros,
            Set<String> ledgers,
            Set<String> sessions)
            implements Facts {}

    /**
     * Metric points.
     *
     * @param counted records that count something, a zero included
     * @param sessions what it adds to each of its sessions, which no other metric export has
     * @param running sessions that have running totals, which other exports go on with
     */
    record Points(int records, int counted, Map<String, Amounts> sessions, Map<String, Amounts> running)
            implements Facts {}

    /** Nothing that could be read: it belongs to the dead letters. */
    record Unreadable() implements Facts {
        @Override
        public int records() {
            return 0;
        }
    }
}
