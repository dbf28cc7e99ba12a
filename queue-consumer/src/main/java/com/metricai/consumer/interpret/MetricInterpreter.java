package com.metricai.consumer.interpret;

import com.metricai.otlp.AggregationTemporality;
import com.metricai.otlp.Fingerprint;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricKind;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.ResourceMetrics;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeMetrics;
import com.metricai.otlp.envelope.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Points of the client's eight counters to measures; what else is counted is counted by name and left. */
final class MetricInterpreter {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** What a metric of another sender is called may quote anything; a plain name cannot. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    /** Nobody may fill the books with names that were made up. */
    private static final int NAMES_PER_EXPORT = 20;

    private final Envelope envelope;
    private final Tally tally = new Tally();
    private final List<MetricPoint> points = new ArrayList<>();
    private final Map<Identity, Interpreted.SessionSeen> sessions = new LinkedHashMap<>();
    private final Map<String, Long> unknown = new TreeMap<>();
    private long decoded;

    private MetricInterpreter(Envelope envelope) {
        this.envelope = envelope;
    }

    static Interpreted.Metrics interpret(Envelope envelope, MetricsExport export) {
        MetricInterpreter interpreter = new MetricInterpreter(envelope);
        for (ResourceMetrics resourceMetrics : export.resourceMetrics()) {
            Origin origin = new Origin(envelope, resourceMetrics.resource());
            for (ScopeMetrics scopeMetrics : resourceMetrics.scopeMetrics()) {
                for (Metric metric : scopeMetrics.metrics()) {
                    interpreter.metric(origin, scopeMetrics.scope(), metric);
                }
            }
        }
        interpreter.unknown.entrySet().stream()
                .limit(NAMES_PER_EXPORT)
                .forEach(name -> interpreter.tally.note("unknown_metric:" + name.getKey(), name.getValue()));
        return new Interpreted.Metrics(
                envelope,
                interpreter.decoded,
                interpreter.tally,
                Fingerprint.of(envelope.orgId(), export),
                interpreter.points,
                List.copyOf(interpreter.sessions.values()));
    }

    private void metric(Origin origin, Scope scope, Metric metric) {
        long size = metric.dataPoints().size();
        decoded += size;
        if (!MetricNames.isKnown(metric.name())) {
            tally.dropped("unknown_metric", size);
            unknown.merge(PLAIN_NAME.matcher(metric.name()).matches() ? metric.name() : "other", size, Long::sum);
        } else if (metric.kind() != MetricKind.SUM
                || metric.aggregationTemporality() == AggregationTemporality.UNSPECIFIED) {
            tally.dropped("not_a_counter", size);
        } else {
            for (NumberDataPoint point : metric.dataPoints()) {
                point(origin, scope, metric, point);
            }
        }
    }

    private void point(Origin origin, Scope scope, Metric metric, NumberDataPoint point) {
        Reader reader = new Reader(point.attributes());
        Measure measure = MetricNames.measure(metric.name(), reader);
        Long value = measure == null ? null : MetricNames.value(metric.name(), number(point.value()));
        if (measure == null) {
            tally.dropped("not_counted", 1);
            return;
        }
        if (value == null) {
            tally.dropped("malformed_value", 1);
            return;
        }
        RecordTime time = RecordTime.of(point.timeUnixNano(), envelope.receivedAt());
        tally.note("clock_skew", time.skewed() ? 1 : 0);
        Identity identity = Identity.of(point.attributes(), scope, origin);
        boolean isEdit = measure == Measure.EDIT_ACCEPTS || measure == Measure.EDIT_REJECTS;
        MetricPoint.Dimensions dimensions = new MetricPoint.Dimensions(
                time.unixNanos() / NANOS_PER_MINUTE * 60,
                time.day(),
                identity,
                reader.keyName(Names.MODEL),
                reader.keyName(Names.TOOL_NAME),
                measure == Measure.EDIT_REJECTS ? "rejected" : "ok",
                reader.keyName(Names.QUERY_SOURCE),
                reader.keyName(Names.AGENT_NAME),
                isEdit ? reader.keyName(Names.SOURCE) : "");
        points.add(new MetricPoint(dimensions, measure, value, series(origin, scope, metric, point)));
        sessions.merge(
                identity,
                new Interpreted.SessionSeen(
                        identity,
                        time.unixMillis(),
                        SpanInterpreter.version(reader, origin),
                        measure == Measure.SESSIONS && value > 0),
                MetricInterpreter::later);
        tally.note("malformed_field", reader.droppedFields());
    }

    private static Interpreted.SessionSeen later(Interpreted.SessionSeen a, Interpreted.SessionSeen b) {
        Interpreted.SessionSeen last = a.timeMs() >= b.timeMs() ? a : b;
        return new Interpreted.SessionSeen(
                last.identity(), last.timeMs(), last.clientVersion(), a.started() || b.started());
    }

    private static @Nullable Double number(PointValue value) {
        return switch (value) {
            case PointValue.IntPoint(long n) -> (double) n;
            case PointValue.DoublePoint(double d) -> d;
            case PointValue.NoValue() -> null;
        };
    }

    /** A running total is told apart by everything that was sent with it. */
    private MetricPoint.@Nullable Series series(Origin origin, Scope scope, Metric metric, NumberDataPoint point) {
        if (metric.aggregationTemporality() != AggregationTemporality.CUMULATIVE) {
            return null;
        }
        List<String> parts = Stream.of(
                        Stream.of(envelope.orgId(), scope.name(), metric.name()),
                        origin.texts().stream(),
                        Origin.texts(point.attributes()))
                .flatMap(part -> part)
                .toList();
        return new MetricPoint.Series(Digests.of(parts), point.startTimeUnixNano());
    }
}
