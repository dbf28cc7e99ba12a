package com.metricai.rollup.job.rollup;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of a user's day, at one moment.
 *
 * @param waits milliseconds that tools waited for a person
 * @param eventLedgers sessions that have an api_request event on any day: metrics are not their ledger
 * @param withEvents sessions that have an event of any kind: their decisions come from events
 * @param countedSessions sessions without events that count by their metrics
 */
record Facts(
        List<EventTotals> events,
        List<MetricTotals> metrics,
        Map<Key, Long> waits,
        Set<String> eventLedgers,
        Set<String> withEvents,
        Set<String> countedSessions) {
    Facts {
        events = List.copyOf(events);
        metrics = List.copyOf(metrics);
        waits = Map.copyOf(waits);
        eventLedgers = Set.copyOf(eventLedgers);
        withEvents = Set.copyOf(withEvents);
        countedSessions = Set.copyOf(countedSessions);
    }
}
