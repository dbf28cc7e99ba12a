package com.metricai.standalone.demo;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.Export;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.Resource;
import com.metricai.otlp.ResourceLogs;
import com.metricai.otlp.ResourceMetrics;
import com.metricai.otlp.ResourceSpans;
import com.metricai.otlp.Scope;
import com.metricai.otlp.Span;
import com.metricai.otlp.SpanEvent;
import com.metricai.otlp.StatusCode;
import com.metricai.otlp.TracesExport;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes an export as Claude Code's exporter does: integers and enums as JSON numbers, nanoseconds as strings, whole
 * doubles without a fraction, the keys in its order.
 */
final class OtlpJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_BODY = 1 << 18;

    // Enums go over the wire as numbers; the client uses no others.
    private static final int KIND_INTERNAL = 1;
    private static final int STATUS_UNSET = 0;
    private static final int STATUS_ERROR = 2;
    private static final int TEMPORALITY_DELTA = 1;

    private final JsonGenerator json;

    private OtlpJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(Export export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BODY);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new OtlpJson(json).export(export);
        }
        return out.toByteArray();
    }

    private void export(Export export) {
        json.writeStartObject();
        switch (export) {
            case LogsExport logs -> list("resourceLogs", logs.resourceLogs(), this::logs);
            case TracesExport traces -> list("resourceSpans", traces.resourceSpans(), this::spans);
            case MetricsExport metrics -> list("resourceMetrics", metrics.resourceMetrics(), this::metrics);
        }
        json.writeEndObject();
    }

    private void logs(ResourceLogs logs) {
        resource(logs.resource());
        list("scopeLogs", logs.scopeLogs(), scoped -> {
            scope(scoped.scope());
            list("logRecords", scoped.logRecords(), this::logRecord);
        });
    }

    private void logRecord(LogRecord log) {
        nanos("timeUnixNano", log.timeUnixNano());
        nanos("observedTimeUnixNano", log.observedTimeUnixNano());
        json.writeName("body");
        value(log.body());
        attributes(log.attributes());
        json.writeNumberProperty("droppedAttributesCount", 0);
        if (!log.traceId().isEmpty()) {
            json.writeNumberProperty("flags", log.flags());
            json.writeStringProperty("traceId", log.traceId());
            json.writeStringProperty("spanId", log.spanId());
        }
    }

    private void spans(ResourceSpans spans) {
        resource(spans.resource());
        list("scopeSpans", spans.scopeSpans(), scoped -> {
            scope(scoped.scope());
            list("spans", scoped.spans(), this::span);
        });
    }

    private void span(Span span) {
        json.writeStringProperty("traceId", span.traceId());
        json.writeStringProperty("spanId", span.spanId());
        if (!span.parentSpanId().isEmpty()) {
            json.writeStringProperty("parentSpanId", span.parentSpanId());
        }
        json.writeStringProperty("name", span.name());
        json.writeNumberProperty("kind", KIND_INTERNAL);
        nanos("startTimeUnixNano", span.startTimeUnixNano());
        nanos("endTimeUnixNano", span.endTimeUnixNano());
        attributes(span.attributes());
        json.writeNumberProperty("droppedAttributesCount", 0);
        list("events", span.events(), this::spanEvent);
        json.writeNumberProperty("droppedEventsCount", 0);
        json.writeObjectPropertyStart("status");
        boolean error = span.status().code() == StatusCode.ERROR;
        json.writeNumberProperty("code", error ? STATUS_ERROR : STATUS_UNSET);
        if (error) {
            json.writeStringProperty("message", span.status().message());
        }
        json.writeEndObject();
        list("links", span.links(), link -> {
            throw new IllegalArgumentException("the client sends no links");
        });
        json.writeNumberProperty("droppedLinksCount", 0);
        json.writeNumberProperty("flags", span.flags());
    }

    private void spanEvent(SpanEvent event) {
        attributes(event.attributes());
        json.writeStringProperty("name", event.name());
        nanos("timeUnixNano", event.timeUnixNano());
        json.writeNumberProperty("droppedAttributesCount", 0);
    }

    private void metrics(ResourceMetrics metrics) {
        resource(metrics.resource());
        list("scopeMetrics", metrics.scopeMetrics(), scoped -> {
            scope(scoped.scope());
            list("metrics", scoped.metrics(), this::metric);
        });
    }

    private void metric(Metric metric) {
        json.writeStringProperty("name", metric.name());
        json.writeStringProperty("description", ClientMetric.descriptionOf(metric.name()));
        json.writeStringProperty("unit", metric.unit());
        json.writeObjectPropertyStart("sum");
        json.writeNumberProperty("aggregationTemporality", TEMPORALITY_DELTA);
        json.writeBooleanProperty("isMonotonic", metric.monotonic());
        list("dataPoints", metric.dataPoints(), this::point);
        json.writeEndObject();
    }

    private void point(NumberDataPoint point) {
        attributes(point.attributes());
        nanos("startTimeUnixNano", point.startTimeUnixNano());
        nanos("timeUnixNano", point.timeUnixNano());
        if (!(point.value() instanceof PointValue.DoublePoint(double value))) {
            throw new IllegalArgumentException("the client sends doubles only");
        }
        if (value == (long) value) {
            json.writeNumberProperty("asDouble", (long) value);
        } else {
            json.writeNumberProperty("asDouble", value);
        }
    }

    private void resource(Resource resource) {
        json.writeObjectPropertyStart("resource");
        attributes(resource.attributes());
        json.writeNumberProperty("droppedAttributesCount", 0);
        json.writeEndObject();
    }

    private void scope(Scope scope) {
        json.writeObjectPropertyStart("scope");
        json.writeStringProperty("name", scope.name());
        json.writeStringProperty("version", scope.version());
        json.writeEndObject();
    }

    private void attributes(Attributes attributes) {
        list("attributes", attributes.entries(), this::keyValue);
    }

    private void keyValue(KeyValue entry) {
        json.writeStringProperty("key", entry.key());
        json.writeName("value");
        value(entry.value());
    }

    private void value(AnyValue value) {
        json.writeStartObject();
        switch (value) {
            case AnyValue.StringValue(String text) -> json.writeStringProperty("stringValue", text);
            case AnyValue.IntValue(long number) -> json.writeNumberProperty("intValue", number);
            case AnyValue.DoubleValue(double number) -> json.writeNumberProperty("doubleValue", number);
            case AnyValue.BoolValue(boolean truth) -> json.writeBooleanProperty("boolValue", truth);
            case AnyValue.ArrayValue(List<AnyValue> values) -> array(values);
            default -> throw new IllegalArgumentException("the client sends no " + value);
        }
        json.writeEndObject();
    }

    private void array(List<AnyValue> values) {
        json.writeObjectPropertyStart("arrayValue");
        json.writeArrayPropertyStart("values");
        values.forEach(this::value);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void nanos(String name, long nanos) {
        json.writeStringProperty(name, Long.toString(nanos));
    }

    private <T> void list(String name, List<T> elements, Consumer<T> properties) {
        json.writeArrayPropertyStart(name);
        for (T element : elements) {
            json.writeStartObject();
            properties.accept(element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
