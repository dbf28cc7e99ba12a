package com.metricai.otlp.decode;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.Link;
import com.metricai.otlp.Resource;
import com.metricai.otlp.ResourceSpans;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeSpans;
import com.metricai.otlp.Span;
import com.metricai.otlp.SpanEvent;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.Status;
import com.metricai.otlp.StatusCode;
import com.metricai.otlp.TracesExport;
import java.util.ArrayList;
import java.util.List;

/** Reads an ExportTraceServiceRequest. */
final class JsonTraces {
    private final JsonFields in;
    private final JsonCommon common;

    JsonTraces(JsonFields in) {
        this.in = in;
        this.common = new JsonCommon(in);
    }

    TracesExport export() {
        List<ResourceSpans> resourceSpans = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resourceSpans", "resource_spans" -> in.objects(resourceSpans, this::resourceSpans);
                default -> in.skip();
            }
        }
        return new TracesExport(resourceSpans, in.dropped());
    }

    private ResourceSpans resourceSpans() {
        Resource resource = Resource.EMPTY;
        List<ScopeSpans> scopeSpans = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resource" -> resource = in.object(common::resource, resource);
                case "scopeSpans", "scope_spans" -> in.objects(scopeSpans, this::scopeSpans);
                default -> in.skip();
            }
        }
        return new ResourceSpans(resource, scopeSpans);
    }

    private ScopeSpans scopeSpans() {
        Scope scope = Scope.EMPTY;
        List<Span> spans = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "scope" -> scope = in.object(common::scope, scope);
                case "spans" -> in.records(spans, this::span);
                default -> in.skip();
            }
        }
        return new ScopeSpans(scope, spans);
    }

    private Span span() {
        String traceId = "";
        String spanId = "";
        String parentSpanId = "";
        String name = "";
        SpanKind kind = SpanKind.UNSPECIFIED;
        int flags = 0;
        long startTimeUnixNano = 0;
        long endTimeUnixNano = 0;
        List<KeyValue> attributes = new ArrayList<>();
        List<SpanEvent> events = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        Status status = Status.UNSET;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "traceId", "trace_id" -> traceId = in.id(Ids.TRACE, traceId);
                case "spanId", "span_id" -> spanId = in.id(Ids.SPAN, spanId);
                case "parentSpanId", "parent_span_id" -> parentSpanId = in.id(Ids.SPAN, parentSpanId);
                case "name" -> name = in.string(name);
                case "kind" -> kind = in.enumeration(WireEnums.SPAN_KIND, kind);
                case "flags" -> flags = in.uint32(flags);
                case "startTimeUnixNano", "start_time_unix_nano" -> startTimeUnixNano = in.fixed64(startTimeUnixNano);
                case "endTimeUnixNano", "end_time_unix_nano" -> endTimeUnixNano = in.fixed64(endTimeUnixNano);
                case "attributes" -> common.attributes(attributes);
                case "events" -> in.objects(events, this::event);
                case "links" -> in.objects(links, this::link);
                case "status" -> status = in.object(this::status, status);
                default -> in.skip();
            }
        }
        return new Span(
                traceId,
                spanId,
                parentSpanId,
                name,
                kind,
                flags,
                startTimeUnixNano,
                endTimeUnixNano,
                new Attributes(attributes),
                events,
                links,
                status);
    }

    private SpanEvent event() {
        String name = "";
        long timeUnixNano = 0;
        List<KeyValue> attributes = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "name" -> name = in.string(name);
                case "timeUnixNano", "time_unix_nano" -> timeUnixNano = in.fixed64(timeUnixNano);
                case "attributes" -> common.attributes(attributes);
                default -> in.skip();
            }
        }
        return new SpanEvent(name, timeUnixNano, new Attributes(attributes));
    }

    private Link link() {
        String traceId = "";
        String spanId = "";
        List<KeyValue> attributes = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "traceId", "trace_id" -> traceId = in.id(Ids.TRACE, traceId);
                case "spanId", "span_id" -> spanId = in.id(Ids.SPAN, spanId);
                case "attributes" -> common.attributes(attributes);
                default -> in.skip();
            }
        }
        return new Link(traceId, spanId, new Attributes(attributes));
    }

    private Status status() {
        StatusCode code = StatusCode.UNSET;
        String message = "";
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "code" -> code = in.enumeration(WireEnums.STATUS_CODE, code);
                case "message" -> message = in.string(message);
                default -> in.skip();
            }
        }
        return new Status(code, message);
    }
}
