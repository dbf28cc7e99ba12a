package com.metricai.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.AnyValue.ArrayValue;
import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.BytesValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.KvlistValue;
import com.metricai.otlp.AnyValue.StringValue;
import com.metricai.otlp.PointValue.DoublePoint;
import com.metricai.otlp.PointValue.IntPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Attributes SESSION = attributes("session.id", new StringValue("s1"));
    private static final NumberDataPoint POINT = new NumberDataPoint(SESSION, 1, 2, new DoublePoint(3), 0);
    private static final Metric METRIC = metric("cost", AggregationTemporality.DELTA, true, POINT);
    private static final LogRecord LOG = new LogRecord(
            1, 2, SeverityNumber.INFO, "info", "api_request", new StringValue("body"), SESSION, 1, "a1", "b2");

    @Test
    void metrics_format_isFrozen() {
        assertThat(of(METRIC).hex())
                .as("a retry across an upgrade counts twice when this changes")
                .isEqualTo("8b72eb9f74af992115c0ef990660ac1ce8850a565bb2649a08cf7a573eca8d52");
    }

    @Test
    void metrics_numericallyEqualValues_areTheSame() {
        assertThat(ofValue(new IntPoint(1))).isEqualTo(ofValue(new DoublePoint(1.0)));
        assertThat(ofValue(new IntPoint(0))).isEqualTo(ofValue(new DoublePoint(-0.0)));
        assertThat(ofValue(new IntPoint(1L << 60))).isEqualTo(ofValue(new DoublePoint(0x1p60)));
        assertThat(ofValue(new DoublePoint(Double.NaN)))
                .isEqualTo(ofValue(new DoublePoint(Double.longBitsToDouble(0x7ff8_0000_0000_0001L))));
    }

    @Test
    void metrics_anyDifference_shows() {
        assertThat(List.of(
                        of(METRIC),
                        Fingerprint.of("globex", export(METRIC)),
                        of(METRIC, METRIC),
                        of(),
                        of(metric("tokens", AggregationTemporality.DELTA, true, POINT)),
                        of(metric("cost", AggregationTemporality.CUMULATIVE, true, POINT)),
                        of(metric("cost", AggregationTemporality.DELTA, false, POINT)),
                        of(metric("cost", AggregationTemporality.DELTA, true)),
                        of(metric("cost", AggregationTemporality.DELTA, true, POINT, POINT)),
                        ofPoint(new NumberDataPoint(SESSION, 0, 2, new DoublePoint(3), 0)),
                        ofPoint(new NumberDataPoint(SESSION, 1, 3, new DoublePoint(3), 0)),
                        ofPoint(new NumberDataPoint(SESSION, 1, 2, new DoublePoint(3.5), 0)),
                        ofPoint(new NumberDataPoint(SESSION, 1, 2, PointValue.NONE, 0)),
                        ofPoint(new NumberDataPoint(SESSION, 1, 2, new DoublePoint(3), 1)),
                        ofPoint(new NumberDataPoint(Attributes.EMPTY, 1, 2, new DoublePoint(3), 0)),
                        Fingerprint.of("acme", export(new Resource(SESSION), Scope.EMPTY, METRIC)),
                        Fingerprint.of("acme", export(Resource.EMPTY, new Scope("s", "", Attributes.EMPTY), METRIC)),
                        Fingerprint.of("acme", export(Resource.EMPTY, new Scope("", "s", Attributes.EMPTY), METRIC))))
                .doesNotHaveDuplicates();
    }

    @Test
    void metrics_textsThatReadTheSameTogether_differ() {
        assertThat(ofAttribute("ab", new StringValue("c"))).isNotEqualTo(ofAttribute("a", new StringValue("bc")));
        String mark = "s" + "\0".repeat(Long.BYTES);
        assertThat(ofAttribute("a" + mark + "b", new StringValue("c")))
                .as("with what stands before a text in the hash, but for the length")
                .isNotEqualTo(ofAttribute("a", new StringValue("b" + mark + "c")));
        assertThat(Fingerprint.of("a", export(metric("bc", AggregationTemporality.DELTA, true))))
                .isNotEqualTo(Fingerprint.of("ab", export(metric("c", AggregationTemporality.DELTA, true))));
    }

    @Test
    void metrics_kindsOfAttributeValues_differ() {
        List<AnyValue> values = List.of(
                AnyValue.EMPTY,
                new StringValue(""),
                new StringValue("1"),
                new StringValue("AQ=="),
                new BytesValue("AQ=="),
                new BoolValue(true),
                new BoolValue(false),
                new IntValue(1),
                new IntValue(0),
                new DoubleValue(1.5),
                new ArrayValue(List.of()),
                new ArrayValue(List.of(new IntValue(1))),
                new ArrayValue(List.of(new ArrayValue(List.of(new IntValue(1))))),
                new KvlistValue(Attributes.EMPTY),
                new KvlistValue(SESSION));
        List<Fingerprint> fingerprints = new ArrayList<>();
        values.forEach(value -> fingerprints.add(ofAttribute("k", value)));

        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void metrics_droppedFields_leaveNoMark() {
        MetricsExport export = export(METRIC);

        assertThat(Fingerprint.of("acme", new MetricsExport(export.resourceMetrics(), 5)))
                .isEqualTo(of(METRIC));
    }

    @Test
    void log_anyDifference_shows() {
        Resource resource = new Resource(SESSION);
        Scope scope = new Scope("events", "1", Attributes.EMPTY);
        List<LogRecord> others = List.of(
                log(2, 2, SeverityNumber.INFO, "info", "api_request", LOG.body(), SESSION, 1, "a1", "b2"),
                log(1, 3, SeverityNumber.INFO, "info", "api_request", LOG.body(), SESSION, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.WARN, "info", "api_request", LOG.body(), SESSION, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "", "api_request", LOG.body(), SESSION, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "", LOG.body(), SESSION, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "api_request", AnyValue.EMPTY, SESSION, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "api_request", LOG.body(), Attributes.EMPTY, 1, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "api_request", LOG.body(), SESSION, 0, "a1", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "api_request", LOG.body(), SESSION, 1, "", "b2"),
                log(1, 2, SeverityNumber.INFO, "info", "api_request", LOG.body(), SESSION, 1, "a1", ""));
        List<Fingerprint> fingerprints = new ArrayList<>();
        others.forEach(other ->
                fingerprints.add(new LogFingerprints("acme", resource).in(scope).of(other)));
        fingerprints.add(new LogFingerprints("acme", resource).in(scope).of(LOG));
        fingerprints.add(new LogFingerprints("globex", resource).in(scope).of(LOG));
        fingerprints.add(new LogFingerprints("acme", Resource.EMPTY).in(scope).of(LOG));
        fingerprints.add(new LogFingerprints("acme", resource).in(Scope.EMPTY).of(LOG));

        assertThat(fingerprints).doesNotHaveDuplicates();
        assertThat(new LogFingerprints("acme", resource).in(scope).of(LOG).hex())
                .matches("[0-9a-f]{64}");
    }

    private static LogRecord log(
            long time,
            long observed,
            SeverityNumber severity,
            String severityText,
            String eventName,
            AnyValue body,
            Attributes attributes,
            int flags,
            String traceId,
            String spanId) {
        return new LogRecord(
                time, observed, severity, severityText, eventName, body, attributes, flags, traceId, spanId);
    }

    private static Fingerprint of(Metric... metrics) {
        return Fingerprint.of("acme", export(metrics));
    }

    private static Fingerprint ofPoint(NumberDataPoint point) {
        return of(metric("cost", AggregationTemporality.DELTA, true, point));
    }

    private static Fingerprint ofValue(PointValue value) {
        return ofPoint(new NumberDataPoint(SESSION, 1, 2, value, 0));
    }

    private static Fingerprint ofAttribute(String key, AnyValue value) {
        return ofPoint(new NumberDataPoint(attributes(key, value), 1, 2, PointValue.NONE, 0));
    }

    private static Metric metric(
            String name, AggregationTemporality temporality, boolean monotonic, NumberDataPoint... points) {
        return new Metric(name, "USD", MetricKind.SUM, temporality, monotonic, List.of(points));
    }

    private static MetricsExport export(Metric... metrics) {
        return export(Resource.EMPTY, Scope.EMPTY, metrics);
    }

    private static MetricsExport export(Resource resource, Scope scope, Metric... metrics) {
        return new MetricsExport(
                List.of(new ResourceMetrics(resource, List.of(new ScopeMetrics(scope, List.of(metrics))))), 0);
    }

    private static Attributes attributes(String key, AnyValue value) {
        return new Attributes(List.of(new KeyValue(key, value)));
    }
}
