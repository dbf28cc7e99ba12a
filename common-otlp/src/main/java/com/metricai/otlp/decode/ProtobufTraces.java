package com.metricai.otlp.decode;

import static com.metricai.otlp.decode.ProtobufCommon.list;

import com.metricai.otlp.Link;
import com.metricai.otlp.ResourceSpans;
import com.metricai.otlp.ScopeSpans;
import com.metricai.otlp.Span;
import com.metricai.otlp.SpanEvent;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.Status;
import com.metricai.otlp.StatusCode;
import com.metricai.otlp.TracesExport;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;

/** Converts an ExportTraceServiceRequest. */
final class ProtobufTraces {
    private final ProtobufCommon common = new ProtobufCommon();

    TracesExport export(ExportTraceServiceRequest request) {
        List<ResourceSpans> resourceSpans = list(request.getResourceSpansList(), this::resourceSpans);
        return new TracesExport(resourceSpans, common.dropped());
    }

    private ResourceSpans resourceSpans(io.opentelemetry.proto.trace.v1.ResourceSpans message) {
        return new ResourceSpans(
                common.resource(message.getResource()), list(message.getScopeSpansList(), this::scopeSpans));
    }

    private ScopeSpans scopeSpans(io.opentelemetry.proto.trace.v1.ScopeSpans message) {
        return new ScopeSpans(common.scope(message.getScope()), list(message.getSpansList(), this::span));
    }

    private Span span(io.opentelemetry.proto.trace.v1.Span message) {
        return new Span(
                common.id(message.getTraceId(), Ids.TRACE),
                common.id(message.getSpanId(), Ids.SPAN),
                common.id(message.getParentSpanId(), Ids.SPAN),
                message.getName(),
                common.enumeration(WireEnums.SPAN_KIND, message.getKindValue(), SpanKind.UNSPECIFIED),
                message.getFlags(),
                message.getStartTimeUnixNano(),
                message.getEndTimeUnixNano(),
                common.attributes(message.getAttributesList()),
                list(message.getEventsList(), this::event),
                list(message.getLinksList(), this::link),
                status(message.getStatus()));
    }

    private SpanEvent event(io.opentelemetry.proto.trace.v1.Span.Event message) {
        return new SpanEvent(
                message.getName(), message.getTimeUnixNano(), common.attributes(message.getAttributesList()));
    }

    private Link link(io.opentelemetry.proto.trace.v1.Span.Link message) {
        return new Link(
                common.id(message.getTraceId(), Ids.TRACE),
                common.id(message.getSpanId(), Ids.SPAN),
                common.attributes(message.getAttributesList()));
    }

    private Status status(io.opentelemetry.proto.trace.v1.Status message) {
        return new Status(
                common.enumeration(WireEnums.STATUS_CODE, message.getCodeValue(), StatusCode.UNSET),
                message.getMessage());
    }
}
