package com.metricai.consumer.interpret;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.LogFingerprints;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.ResourceLogs;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeLogs;
import com.metricai.otlp.envelope.Envelope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Log records to event rows: bodies and prompt text are left behind here. */
final class EventInterpreter {
    static final String UNKNOWN = "unknown";

    /** A body or an event name of another sender may quote anything; a plain name cannot. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private EventInterpreter() {}

    static Interpreted.Events interpret(Envelope envelope, LogsExport export) {
        List<EventRow> rows = new ArrayList<>();
        Tally tally = new Tally();
        for (ResourceLogs resourceLogs : export.resourceLogs()) {
            Origin origin = new Origin(envelope, resourceLogs.resource());
            for (ScopeLogs scopeLogs : resourceLogs.scopeLogs()) {
                LogFingerprints.InScope fingerprints = origin.fingerprints().in(scopeLogs.scope());
                for (LogRecord logRecord : scopeLogs.logRecords()) {
                    rows.add(row(origin, scopeLogs.scope(), fingerprints, logRecord, tally));
                }
            }
        }
        return new Interpreted.Events(envelope, rows.size(), tally, rows);
    }

    private static EventRow row(
            Origin origin, Scope scope, LogFingerprints.InScope fingerprints, LogRecord logRecord, Tally tally) {
        Envelope envelope = origin.envelope();
        Reader reader = new Reader(logRecord.attributes());
        RecordTime time = RecordTime.of(ownTime(logRecord, reader), envelope.receivedAt());
        tally.note("clock_skew", time.skewed() ? 1 : 0);
        String name = name(logRecord, reader);
        EventRow row = new EventRow(
                EventKey.of(envelope.orgId(), fingerprints, logRecord),
                envelope.orgId(),
                time.day(),
                time.unixMillis(),
                reader.integer(Names.EVENT_SEQUENCE),
                name,
                Identity.of(logRecord.attributes(), scope, origin),
                SpanInterpreter.version(reader, origin),
                reader.name(Names.PROMPT_ID),
                logRecord.traceId().isEmpty() ? null : logRecord.traceId(),
                logRecord.spanId().isEmpty() ? null : logRecord.spanId(),
                reader.keyName(Names.MODEL),
                reader.keyName(Names.TOOL_NAME),
                reader.name(Names.AGENT_ID),
                reader.name(Names.PARENT_AGENT_ID),
                agentType(reader),
                reader.name(Names.QUERY_SOURCE),
                reader.name(Names.REQUEST_ID),
                reader.name(Names.TOOL_USE_ID),
                reader.name(Names.DECISION),
                name.equals("tool_decision") ? reader.name(Names.SOURCE) : null,
                reader.bool(Names.SUCCESS),
                reader.bool(Names.IS_ASYNC),
                reader.name(Names.ERROR_TYPE),
                reader.integer(Names.STATUS_CODE),
                reader.amount(Names.DURATION_MS),
                reader.costMicros(),
                reader.amountOrZero(Names.INPUT_TOKENS),
                reader.amountOrZero(Names.OUTPUT_TOKENS),
                reader.amountOrZero(Names.CACHE_READ_TOKENS),
                reader.amountOrZero(Names.CACHE_CREATION_TOKENS),
                KeptAttributes.json(logRecord.attributes()));
        tally.note("malformed_field", reader.droppedFields());
        return row;
    }

    private static long ownTime(LogRecord logRecord, Reader reader) {
        if (logRecord.timeUnixNano() != 0) {
            return logRecord.timeUnixNano();
        }
        String timestamp = reader.name(Names.EVENT_TIMESTAMP);
        if (timestamp != null) {
            try {
                return TimeUnit.MILLISECONDS.toNanos(Instant.parse(timestamp).toEpochMilli());
            } catch (DateTimeException | ArithmeticException notAnInstant) {
                return logRecord.observedTimeUnixNano();
            }
        }
        return logRecord.observedTimeUnixNano();
    }

    /** The attribute {@code event.name}, else the event name field, else the body where it is {@code claude_code.<name>}. */
    private static String name(LogRecord logRecord, Reader reader) {
        String own = reader.name(Names.EVENT_NAME);
        if (own == null && !logRecord.eventName().isEmpty()) {
            own = logRecord.eventName();
        }
        if (own == null && logRecord.body() instanceof AnyValue.StringValue(String body)) {
            own = body.startsWith(Names.PREFIX) ? body : null;
        }
        if (own == null) {
            return UNKNOWN;
        }
        String name = own.startsWith(Names.PREFIX) ? own.substring(Names.PREFIX.length()) : own;
        return PLAIN_NAME.matcher(name).matches() ? name : UNKNOWN;
    }

    /** {@code agent_type}, else {@code agent.name}, else the last part of a query source {@code agent:builtin:Explore}. */
    private static @Nullable String agentType(Reader reader) {
        String type = reader.name(Names.AGENT_TYPE);
        if (type == null) {
            type = reader.name(Names.AGENT_NAME);
        }
        String querySource = reader.name(Names.QUERY_SOURCE);
        if (type == null && querySource != null && querySource.startsWith("agent:")) {
            type = querySource.substring(querySource.lastIndexOf(':') + 1);
        }
        return type == null || type.isEmpty() ? null : type;
    }
}
