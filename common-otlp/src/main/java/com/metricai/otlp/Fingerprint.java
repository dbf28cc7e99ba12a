package com.metricai.otlp;

import com.metricai.otlp.PointValue.DoublePoint;
import com.metricai.otlp.PointValue.IntPoint;
import com.metricai.otlp.PointValue.NoValue;

/**
 * Recognises what was already taken in, whatever it was wrapped in: a SHA-256 over decoded values, so that JSON, protobuf
 * and gzip of one export have one fingerprint.
 *
 * <p>Everything is hashed in wire order, texts and lists with their length before them, so that no two exports read the
 * same. A number is hashed by its value: an int 1 and a double 1.0 are the same, 0.0 and -0.0 as well, and so are all NaN.
 * Dropped fields leave no mark.
 *
 * @param hex 64 lower-case hex digits
 */
public record Fingerprint(String hex) {

    /**
     * The fingerprint of an org's metric export. Histograms and summaries, whose points are not decoded, take part with
     * name and kind only.
     */
    public static Fingerprint of(String orgId, MetricsExport export) {
        CanonicalHash hash = new CanonicalHash("metrics");
        hash.text(orgId);
        hash.size(export.resourceMetrics().size());
        for (ResourceMetrics resourceMetrics : export.resourceMetrics()) {
            hash.attributes(resourceMetrics.resource().attributes());
            hash.size(resourceMetrics.scopeMetrics().size());
            for (ScopeMetrics scopeMetrics : resourceMetrics.scopeMetrics()) {
                hash.scope(scopeMetrics.scope());
                hash.size(scopeMetrics.metrics().size());
                scopeMetrics.metrics().forEach(metric -> add(hash, metric));
            }
        }
        return new Fingerprint(hash.hex());
    }

    private static void add(CanonicalHash hash, Metric metric) {
        hash.text(metric.name());
        hash.text(metric.unit());
        hash.text(metric.kind().name());
        hash.text(metric.aggregationTemporality().name());
        hash.bool(metric.monotonic());
        hash.size(metric.dataPoints().size());
        for (NumberDataPoint point : metric.dataPoints()) {
            hash.attributes(point.attributes());
            hash.number(point.startTimeUnixNano());
            hash.number(point.timeUnixNano());
            switch (point.value()) {
                case IntPoint(long n) -> hash.number(n);
                case DoublePoint(double d) -> hash.number(d);
                case NoValue() -> hash.nothing();
            }
            hash.number(point.flags());
        }
    }
}
