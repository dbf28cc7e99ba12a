package com.metricai.otlp;

import java.util.List;

/**
 * One span. Trace state and the counts of what the client dropped are not kept.
 *
 * @param traceId 32 lower-case hex digits; empty when absent, all zeros or malformed
 * @param spanId 16 lower-case hex digits; empty when absent, all zeros or malformed
 * @param parentSpanId likewise; empty for a root
 * @param flags the fixed32 of the wire: W3C trace flags in the low byte, 0x100 "is remote" known, 0x200 parent is remote
 * @param startTimeUnixNano nanoseconds since 1970, an unsigned 64-bit number: negative means beyond the year 2262; 0
 *     when unknown
 * @param endTimeUnixNano likewise
 */
public record Span(
        String traceId,
        String spanId,
        String parentSpanId,
        String name,
        SpanKind kind,
        int flags,
        long startTimeUnixNano,
        long endTimeUnixNano,
        Attributes attributes,
        List<SpanEvent> events,
        List<Link> links,
        Status status) {
    public Span {
        events = List.copyOf(events);
        links = List.copyOf(links);
    }
}
