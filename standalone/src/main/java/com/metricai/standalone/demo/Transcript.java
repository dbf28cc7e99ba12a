package com.metricai.standalone.demo;

import com.metricai.otlp.AggregationTemporality;
import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.Export;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricKind;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.Resource;
import com.metricai.otlp.ResourceLogs;
import com.metricai.otlp.ResourceMetrics;
import com.metricai.otlp.ResourceSpans;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeLogs;
import com.metricai.otlp.ScopeMetrics;
import com.metricai.otlp.ScopeSpans;
import com.metricai.otlp.SeverityNumber;
import com.metricai.otlp.Span;
import com.metricai.otlp.SpanEvent;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.Status;
import com.metricai.otlp.TracesExport;
import com.metricai.standalone.demo.Person.Reporting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** Everything that one run of the client noted, and how its exporters send it. */
final class Transcript {
    /** The exporter's limit, see OTEL_BSP_MAX_EXPORT_BATCH_SIZE. */
    private static final int BATCH = 512;

    private static final long COLLECTION_INTERVAL = 60_000;
    private static final long NANOS = 1_000_000;
    /** The client leaves a moment after its last record. */
    private static final long EXIT_DELAY = 400;

    private static final int SPAN_FLAGS = 257;
    private static final DateTimeFormatter EVENT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final Scope EVENTS_SCOPE =
            new Scope("com.anthropic.claude_code.events", Identity.CLIENT_VERSION, Attributes.EMPTY);
    private static final Scope METRICS_SCOPE =
            new Scope("com.anthropic.claude_code", Identity.CLIENT_VERSION, Attributes.EMPTY);
    private static final Scope TRACING_SCOPE =
            new Scope("com.anthropic.claude_code.tracing", "1.0.0", Attributes.EMPTY);

    private final Resource resource;
    private final Reporting reporting;
    private final boolean traced;
    private final long startedAt;
    private final List<Event> events = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();

    Transcript(SessionPlan plan) {
        this.resource = new Resource(Identity.resource(plan));
        this.reporting = plan.person().reporting();
        this.traced = plan.traced();
        this.startedAt = plan.start().toEpochMilli();
    }

    /** Notes an event. A tracer that is switched off leaves no trace ids in events either. */
    void event(Attributes identity, long at, String name, @Nullable String promptId, Place place, AttributeList own) {
        if (reporting != Reporting.METRICS_ONLY) {
            events.add(new Event(identity, at, name, promptId, traced ? place : Place.NONE, own.build()));
        }
    }

    void span(
            Attributes identity,
            Place place,
            String parentSpanId,
            String name,
            long start,
            long end,
            int jitterNanos,
            AttributeList own,
            List<SpanEvent> attempts,
            Status status) {
        if (traced) {
            Attributes attributes = new AttributeList()
                    .addAll(identity)
                    .add("gen_ai.provider.name", "anthropic")
                    .add("span.type", name)
                    .addAll(own.build())
                    .build();
            spans.add(new Span(
                    place.traceId(),
                    place.spanId(),
                    parentSpanId,
                    "claude_code." + name,
                    SpanKind.INTERNAL,
                    SPAN_FLAGS,
                    start * NANOS,
                    end * NANOS + jitterNanos,
                    attributes,
                    attempts,
                    List.of(),
                    status));
        }
    }

    void count(Attributes identity, long at, ClientMetric metric, long units, AttributeList dimensions) {
        measurements.add(new Measurement(at, new Series(metric, identity, dimensions.build()), units));
    }

    /** Where to go back to with {@link #cutBackTo}. */
    Mark mark() {
        return new Mark(events.size(), spans.size(), measurements.size());
    }

    void cutBackTo(Mark mark) {
        cut(events, mark.events());
        cut(spans, mark.spans());
        cut(measurements, mark.measurements());
    }

    private static void cut(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }

    /** Logs before metrics: a session with events is then booked by its events from the beginning. */
    List<Export> exports() {
        List<Export> exports = new ArrayList<>();
        batches(
                logRecords(),
                records -> exports.add(new LogsExport(
                        List.of(new ResourceLogs(resource, List.of(new ScopeLogs(EVENTS_SCOPE, records)))), 0)));
        spans.sort(Comparator.comparingLong(Span::endTimeUnixNano));
        batches(
                spans,
                batch -> exports.add(new TracesExport(
                        List.of(new ResourceSpans(resource, List.of(new ScopeSpans(TRACING_SCOPE, batch)))), 0)));
        if (!measurements.isEmpty()) {
            exports.add(new MetricsExport(
                    List.of(new ResourceMetrics(resource, List.of(new ScopeMetrics(METRICS_SCOPE, metrics())))), 0));
        }
        return exports;
    }

    private static <T> void batches(List<T> records, Consumer<List<T>> batch) {
        records.stream().gather(Gatherers.windowFixed(BATCH)).forEach(batch);
    }

    private List<LogRecord> logRecords() {
        events.sort(Comparator.comparingLong(Event::at));
        List<LogRecord> records = new ArrayList<>(events.size());
        for (int sequence = 0; sequence < events.size(); sequence++) {
            records.add(events.get(sequence).toRecord(sequence));
        }
        return records;
    }

    /** Delta sums per minute since the start: the last collection is the one at exit. */
    private List<Metric> metrics() {
        long exit = measurements.stream().mapToLong(Measurement::at).max().orElseThrow() + EXIT_DELAY;
        Map<Window, Sum> sums = new LinkedHashMap<>();
        measurements.sort(Comparator.comparingLong(Measurement::at));
        for (Measurement measured : measurements) {
            long minute = (measured.at() - startedAt) / COLLECTION_INTERVAL;
            sums.merge(new Window(measured.series(), minute), new Sum(measured.at(), measured.units()), Sum::plus);
        }
        Map<ClientMetric, List<NumberDataPoint>> points = new EnumMap<>(ClientMetric.class);
        sums.forEach((window, sum) -> {
            Series series = window.series();
            long collected = Math.min(startedAt + (window.minute() + 1) * COLLECTION_INTERVAL, exit);
            points.computeIfAbsent(series.metric(), _ -> new ArrayList<>())
                    .add(new NumberDataPoint(
                            series.attributes(),
                            sum.since() * NANOS,
                            collected * NANOS,
                            new PointValue.DoublePoint(series.metric().value(sum.units())),
                            0));
        });
        List<Metric> metrics = new ArrayList<>();
        points.forEach((metric, ofMetric) -> metrics.add(new Metric(
                metric.wireName(), metric.unit(), MetricKind.SUM, AggregationTemporality.DELTA, true, ofMetric)));
        return metrics;
    }

    record Mark(int events, int spans, int measurements) {}

    private record Event(
            Attributes identity,
            long at,
            String name,
            @Nullable String promptId,
            Place place,
            Attributes own) {
        LogRecord toRecord(int sequence) {
            Attributes attributes = new AttributeList()
                    .addAll(identity)
                    .add("event.name", name)
                    .add("event.timestamp", EVENT_TIME.format(Instant.ofEpochMilli(at)))
                    .add("event.sequence", sequence)
                    .addIfPresent("prompt.id", promptId)
                    .addAll(own)
                    .build();
            return new LogRecord(
                    at * NANOS,
                    at * NANOS,
                    SeverityNumber.UNSPECIFIED,
                    "",
                    "",
                    new AnyValue.StringValue("claude_code." + name),
                    attributes,
                    place.traceId().isEmpty() ? 0 : 1,
                    place.traceId(),
                    place.spanId());
        }
    }

    private record Series(ClientMetric metric, Attributes identity, Attributes dimensions) {
        Attributes attributes() {
            return new AttributeList().addAll(identity).addAll(dimensions).build();
        }
    }

    private record Measurement(long at, Series series, long units) {}

    private record Window(Series series, long minute) {}

    private record Sum(long since, long units) {
        Sum plus(Sum later) {
            return new Sum(since, units + later.units);
        }
    }
}
