package com.metricai.consumer.interpret;

import com.metricai.otlp.ResourceSpans;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeSpans;
import com.metricai.otlp.Span;
import com.metricai.otlp.StatusCode;
import com.metricai.otlp.TracesExport;
import com.metricai.otlp.envelope.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans to rows: ids, times, sizes, decisions and names; no content. */
final class SpanInterpreter {
    /** SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK of OTLP: the parent is known to live in another process. */
    private static final int PARENT_IS_REMOTE = 0x200;

    private static final Map<String, String> KINDS = Map.of(
            Names.PREFIX + "interaction", "interaction",
            Names.PREFIX + "llm_request", "llm_request",
            Names.PREFIX + "tool", "tool",
            Names.PREFIX + "tool.blocked_on_user", "waiting",
            Names.PREFIX + "tool.execution", "execution",
            Names.PREFIX + "hook", "hook");

    /** What a span is called elsewhere may quote anything; a plain name cannot. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private SpanInterpreter() {}

    static Interpreted.Spans interpret(Envelope envelope, TracesExport export) {
        List<SpanRow> rows = new ArrayList<>();
        Tally tally = new Tally();
        long decoded = 0;
        for (ResourceSpans resourceSpans : export.resourceSpans()) {
            Origin origin = new Origin(envelope, resourceSpans.resource());
            for (ScopeSpans scopeSpans : resourceSpans.scopeSpans()) {
                for (Span span : scopeSpans.spans()) {
                    decoded++;
                    if (span.traceId().isEmpty() || span.spanId().isEmpty()) {
                        tally.dropped("no_span_id", 1);
                    } else {
                        rows.add(row(origin, scopeSpans.scope(), span, tally));
                    }
                }
            }
        }
        return new Interpreted.Spans(envelope, decoded, tally, rows);
    }

    private static SpanRow row(Origin origin, Scope scope, Span span, Tally tally) {
        Envelope envelope = origin.envelope();
        Reader reader = new Reader(span.attributes());
        RecordTime time = RecordTime.of(span.startTimeUnixNano(), envelope.receivedAt());
        tally.note("clock_skew", time.skewed() ? 1 : 0);
        String kind = KINDS.getOrDefault(span.name(), "other");
        String decisionSource = reader.name(Names.SOURCE);
        long durationMs = durationMs(reader, kind, span);
        boolean failed = span.status().code() == StatusCode.ERROR || Boolean.FALSE.equals(reader.bool(Names.SUCCESS));
        SpanRow row = new SpanRow(
                envelope.orgId(),
                span.traceId(),
                span.spanId(),
                span.parentSpanId().isEmpty() ? null : span.parentSpanId(),
                PLAIN_NAME.matcher(span.name()).matches() ? span.name() : "other",
                kind,
                kind.equals("interaction") && !span.parentSpanId().isEmpty() && (span.flags() & PARENT_IS_REMOTE) != 0,
                time.day(),
                time.unixNanos(),
                durationMs,
                Identity.of(span.attributes(), scope, origin),
                version(reader, origin),
                reader.keyName(Names.MODEL),
                reader.keyName(Names.TOOL_NAME),
                reader.name(Names.AGENT_ID),
                reader.name(Names.PARENT_AGENT_ID),
                reader.name(Names.CONVERSATION_ID),
                reader.name(Names.QUERY_SOURCE_SAFE),
                reader.name(Names.REQUEST_ID),
                reader.name(Names.TOOL_USE_ID),
                reader.name(Names.DECISION),
                decisionSource,
                kind.equals("waiting") && decisionSource != null && decisionSource.startsWith("user_") ? durationMs : 0,
                failed ? "error" : "ok",
                reader.name(Names.ERROR_CLASS),
                reader.integer(Names.STATUS_CODE),
                reader.amountOrZero(Names.INPUT_TOKENS),
                reader.amountOrZero(Names.OUTPUT_TOKENS),
                reader.amountOrZero(Names.CACHE_READ_TOKENS),
                reader.amountOrZero(Names.CACHE_CREATION_TOKENS),
                KeptAttributes.json(span.attributes()));
        tally.note("malformed_field", reader.droppedFields());
        return row;
    }

    static @Nullable String version(Reader reader, Origin origin) {
        String version = reader.name(Names.APP_VERSION);
        return version != null ? version : origin.name(Names.SERVICE_VERSION);
    }

    /** The client's own figure: its start and end stamps have different precision and are up to 1 ms off. */
    private static long durationMs(Reader reader, String kind, Span span) {
        Long own = reader.amount(kind.equals("interaction") ? Names.INTERACTION_DURATION_MS : Names.DURATION_MS);
        if (own != null) {
            return own;
        }
        if (span.startTimeUnixNano() == 0 || span.endTimeUnixNano() == 0) {
            return 0;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(span.endTimeUnixNano() - span.startTimeUnixNano());
        return Math.clamp(millis, 0, Reader.MAX_AMOUNT);
    }
}
