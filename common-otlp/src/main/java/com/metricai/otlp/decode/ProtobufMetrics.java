package com.metricai.otlp.decode;

import static com.metricai.otlp.decode.ProtobufCommon.list;

import com.metricai.otlp.AggregationTemporality;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricKind;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.PointValue.DoublePoint;
import com.metricai.otlp.PointValue.IntPoint;
import com.metricai.otlp.ResourceMetrics;
import com.metricai.otlp.ScopeMetrics;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;

/** Converts an ExportMetricsServiceRequest. */
final class ProtobufMetrics {
    private final ProtobufCommon common = new ProtobufCommon();

    MetricsExport export(ExportMetricsServiceRequest request) {
        List<ResourceMetrics> resourceMetrics = list(request.getResourceMetricsList(), this::resourceMetrics);
        return new MetricsExport(resourceMetrics, common.dropped());
    }

    private ResourceMetrics resourceMetrics(io.opentelemetry.proto.metrics.v1.ResourceMetrics message) {
        return new ResourceMetrics(
                common.resource(message.getResource()), list(message.getScopeMetricsList(), this::scopeMetrics));
    }

    private ScopeMetrics scopeMetrics(io.opentelemetry.proto.metrics.v1.ScopeMetrics message) {
        return new ScopeMetrics(common.scope(message.getScope()), list(message.getMetricsList(), this::metric));
    }

    private Metric metric(io.opentelemetry.proto.metrics.v1.Metric message) {
        return switch (message.getDataCase()) {
            case SUM -> sum(message, message.getSum());
            case GAUGE ->
                new Metric(
                        message.getName(),
                        message.getUnit(),
                        MetricKind.GAUGE,
                        AggregationTemporality.UNSPECIFIED,
                        false,
                        points(message.getGauge().getDataPointsList()));
            case HISTOGRAM ->
                withoutPoints(
                        message, MetricKind.HISTOGRAM, message.getHistogram().getAggregationTemporalityValue());
            case EXPONENTIAL_HISTOGRAM ->
                withoutPoints(
                        message,
                        MetricKind.EXPONENTIAL_HISTOGRAM,
                        message.getExponentialHistogram().getAggregationTemporalityValue());
            case SUMMARY -> withoutPoints(message, MetricKind.SUMMARY, 0);
            case DATA_NOT_SET -> withoutPoints(message, MetricKind.NONE, 0);
        };
    }

    private Metric sum(io.opentelemetry.proto.metrics.v1.Metric message, Sum sum) {
        return new Metric(
                message.getName(),
                message.getUnit(),
                MetricKind.SUM,
                temporality(sum.getAggregationTemporalityValue()),
                sum.getIsMonotonic(),
                points(sum.getDataPointsList()));
    }

    private Metric withoutPoints(io.opentelemetry.proto.metrics.v1.Metric message, MetricKind kind, int temporality) {
        return new Metric(message.getName(), message.getUnit(), kind, temporality(temporality), false, List.of());
    }

    private AggregationTemporality temporality(int number) {
        return common.enumeration(WireEnums.AGGREGATION_TEMPORALITY, number, AggregationTemporality.UNSPECIFIED);
    }

    private List<NumberDataPoint> points(List<io.opentelemetry.proto.metrics.v1.NumberDataPoint> messages) {
        return list(
                messages,
                message -> new NumberDataPoint(
                        common.attributes(message.getAttributesList()),
                        message.getStartTimeUnixNano(),
                        message.getTimeUnixNano(),
                        value(message),
                        message.getFlags()));
    }

    private static PointValue value(io.opentelemetry.proto.metrics.v1.NumberDataPoint message) {
        return switch (message.getValueCase()) {
            case AS_DOUBLE -> new DoublePoint(message.getAsDouble());
            case AS_INT -> new IntPoint(message.getAsInt());
            case VALUE_NOT_SET -> PointValue.NONE;
        };
    }
}
