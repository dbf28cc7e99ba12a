package com.metricai.otlp.decode;

import com.metricai.otlp.AggregationTemporality;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricKind;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.PointValue.DoublePoint;
import com.metricai.otlp.PointValue.IntPoint;
import com.metricai.otlp.Resource;
import com.metricai.otlp.ResourceMetrics;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;

/** Reads an ExportMetricsServiceRequest. */
final class JsonMetrics {
    private final JsonFields in;
    private final JsonCommon common;

    JsonMetrics(JsonFields in) {
        this.in = in;
        this.common = new JsonCommon(in);
    }

    MetricsExport export() {
        List<ResourceMetrics> resourceMetrics = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resourceMetrics", "resource_metrics" -> in.objects(resourceMetrics, this::resourceMetrics);
                default -> in.skip();
            }
        }
        return new MetricsExport(resourceMetrics, in.dropped());
    }

    private ResourceMetrics resourceMetrics() {
        Resource resource = Resource.EMPTY;
        List<ScopeMetrics> scopeMetrics = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resource" -> resource = in.object(common::resource, resource);
                case "scopeMetrics", "scope_metrics" -> in.objects(scopeMetrics, this::scopeMetrics);
                default -> in.skip();
            }
        }
        return new ResourceMetrics(resource, scopeMetrics);
    }

    private ScopeMetrics scopeMetrics() {
        Scope scope = Scope.EMPTY;
        List<Metric> metrics = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "scope" -> scope = in.object(common::scope, scope);
                case "metrics" -> in.objects(metrics, this::metric);
                default -> in.skip();
            }
        }
        return new ScopeMetrics(scope, metrics);
    }

    private Metric metric() {
        String name = "";
        String unit = "";
        Data data = Data.NONE;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "name" -> name = in.string(name);
                case "unit" -> unit = in.string(unit);
                case "gauge" -> data = in.object(() -> data(MetricKind.GAUGE), data);
                case "sum" -> data = in.object(() -> data(MetricKind.SUM), data);
                case "histogram" -> data = in.object(() -> data(MetricKind.HISTOGRAM), data);
                case "exponentialHistogram", "exponential_histogram" ->
                    data = in.object(() -> data(MetricKind.EXPONENTIAL_HISTOGRAM), data);
                case "summary" -> data = in.object(() -> data(MetricKind.SUMMARY), data);
                default -> in.skip();
            }
        }
        return new Metric(name, unit, data.kind, data.temporality, data.monotonic, data.points);
    }

    /** Each kind has a subset of these fields under the same names; one that it has not is skipped. */
    private Data data(MetricKind kind) {
        boolean hasTemporality = kind != MetricKind.GAUGE && kind != MetricKind.SUMMARY;
        boolean hasNumbers = kind == MetricKind.GAUGE || kind == MetricKind.SUM;
        AggregationTemporality temporality = AggregationTemporality.UNSPECIFIED;
        boolean monotonic = false;
        List<NumberDataPoint> points = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            if (hasNumbers && (field.equals("dataPoints") || field.equals("data_points"))) {
                in.records(points, this::numberDataPoint);
            } else if (hasTemporality
                    && (field.equals("aggregationTemporality") || field.equals("aggregation_temporality"))) {
                temporality = in.enumeration(WireEnums.AGGREGATION_TEMPORALITY, temporality);
            } else if (kind == MetricKind.SUM && (field.equals("isMonotonic") || field.equals("is_monotonic"))) {
                Boolean read = in.boolOrNull();
                monotonic = read == null ? monotonic : read;
            } else {
                in.skip();
            }
        }
        return new Data(kind, temporality, monotonic, points);
    }

    private NumberDataPoint numberDataPoint() {
        List<KeyValue> attributes = new ArrayList<>();
        long startTimeUnixNano = 0;
        long timeUnixNano = 0;
        PointValue value = PointValue.NONE;
        int flags = 0;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "attributes" -> common.attributes(attributes);
                case "startTimeUnixNano", "start_time_unix_nano" -> startTimeUnixNano = in.fixed64(startTimeUnixNano);
                case "timeUnixNano", "time_unix_nano" -> timeUnixNano = in.fixed64(timeUnixNano);
                case "asDouble", "as_double" -> {
                    Double number = in.doubleOrNull();
                    value = number == null ? value : new DoublePoint(number);
                }
                case "asInt", "as_int" -> {
                    Long number = in.int64OrNull();
                    value = number == null ? value : new IntPoint(number);
                }
                case "flags" -> flags = in.uint32(flags);
                default -> in.skip();
            }
        }
        return new NumberDataPoint(new Attributes(attributes), startTimeUnixNano, timeUnixNano, value, flags);
    }

    private record Data(
            MetricKind kind, AggregationTemporality temporality, boolean monotonic, List<NumberDataPoint> points) {
        static final Data NONE = new Data(MetricKind.NONE, AggregationTemporality.UNSPECIFIED, false, List.of());
    }
}
