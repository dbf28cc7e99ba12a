package com.metricai.otlp;

/**
 * One log record. Claude Code sends its events as these: see the attribute {@code event.name}; {@code eventName} and the
 * severity stay empty.
 *
 * @param timeUnixNano nanoseconds since 1970, an unsigned 64-bit number: negative means beyond the year 2262; 0 when
 *     unknown
 * @param observedTimeUnixNano likewise
 * @param body may hold content: never store it
 * @param flags the fixed32 of the wire: W3C trace flags in the low byte
 * @param traceId 32 lower-case hex digits; empty when absent, all zeros or malformed
 * @param spanId 16 lower-case hex digits; empty when absent, all zeros or malformed
 */
public record LogRecord(
        long timeUnixNano,
        long observedTimeUnixNano,
        SeverityNumber severityNumber,
        String severityText,
        String eventName,
        AnyValue body,
        Attributes attributes,
        int flags,
        String traceId,
        String spanId) {}
