package com.metricai.otlp.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.metricai.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Valid exports of every shape, the same for the same seed. Each optional field is left out now and then. */
final class RandomExports {
    private static final List<String> TEXTS = List.of(
            "",
            "session.id",
            "claude_code.cost.usage",
            "naïve",
            "日本語",
            "👩‍💻🚀",
            "quote\" back\\ slash/",
            "\u0000\t\r\n\u007f",
            "\u2028",
            "𝔘",
            "null",
            "{}",
            "0",
            "-1");
    private static final List<Long> LONGS = List.of(
            0L,
            1L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            (1L << 53) + 1,
            1_795_305_600_000_000_000L,
            1_795_305_600_123_456_789L,
            7_258_118_400_000_000_000L);
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            1.0,
            0.1,
            -1e-7,
            1e21,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0x1p63,
            -0x1p63);

    private final Random random;

    RandomExports(long seed) {
        random = new Random(seed);
    }

    Message export(Signal signal) {
        return switch (signal) {
            case TRACES ->
                ExportTraceServiceRequest.newBuilder()
                        .addAllResourceSpans(some(2, this::resourceSpans))
                        .build();
            case METRICS ->
                ExportMetricsServiceRequest.newBuilder()
                        .addAllResourceMetrics(some(2, this::resourceMetrics))
                        .build();
            case LOGS ->
                ExportLogsServiceRequest.newBuilder()
                        .addAllResourceLogs(some(2, this::resourceLogs))
                        .build();
        };
    }

    private ResourceSpans resourceSpans() {
        ResourceSpans.Builder builder = ResourceSpans.newBuilder().addAllScopeSpans(some(2, this::scopeSpans));
        maybe(this::resource, builder::setResource);
        maybe(this::text, builder::setSchemaUrl);
        return builder.build();
    }

    private ScopeSpans scopeSpans() {
        ScopeSpans.Builder builder = ScopeSpans.newBuilder().addAllSpans(some(4, this::span));
        maybe(this::scope, builder::setScope);
        return builder.build();
    }

    private Span span() {
        Span.Builder builder = Span.newBuilder()
                .addAllAttributes(attributes())
                .addAllEvents(some(2, this::event))
                .addAllLinks(some(2, this::link));
        maybe(() -> bytes(16), builder::setTraceId);
        maybe(() -> bytes(8), builder::setSpanId);
        maybe(() -> bytes(8), builder::setParentSpanId);
        maybe(this::text, builder::setTraceState);
        maybe(this::text, builder::setName);
        maybe(() -> random.nextInt(6), builder::setKindValue);
        maybe(random::nextInt, builder::setFlags);
        maybe(this::number, builder::setStartTimeUnixNano);
        maybe(this::number, builder::setEndTimeUnixNano);
        maybe(random::nextInt, builder::setDroppedAttributesCount);
        maybe(
                () -> Status.newBuilder()
                        .setCodeValue(random.nextInt(3))
                        .setMessage(text())
                        .build(),
                builder::setStatus);
        return builder.build();
    }

    private Span.Event event() {
        Span.Event.Builder builder = Span.Event.newBuilder().addAllAttributes(attributes());
        maybe(this::text, builder::setName);
        maybe(this::number, builder::setTimeUnixNano);
        return builder.build();
    }

    private Span.Link link() {
        Span.Link.Builder builder = Span.Link.newBuilder().addAllAttributes(attributes());
        maybe(() -> bytes(16), builder::setTraceId);
        maybe(() -> bytes(8), builder::setSpanId);
        return builder.build();
    }

    private ResourceLogs resourceLogs() {
        ResourceLogs.Builder builder = ResourceLogs.newBuilder().addAllScopeLogs(some(2, this::scopeLogs));
        maybe(this::resource, builder::setResource);
        return builder.build();
    }

    private ScopeLogs scopeLogs() {
        ScopeLogs.Builder builder = ScopeLogs.newBuilder().addAllLogRecords(some(4, this::logRecord));
        maybe(this::scope, builder::setScope);
        return builder.build();
    }

    private LogRecord logRecord() {
        LogRecord.Builder builder = LogRecord.newBuilder().addAllAttributes(attributes());
        maybe(this::number, builder::setTimeUnixNano);
        maybe(this::number, builder::setObservedTimeUnixNano);
        maybe(() -> random.nextInt(25), builder::setSeverityNumberValue);
        maybe(this::text, builder::setSeverityText);
        maybe(this::text, builder::setEventName);
        maybe(() -> anyValue(4), builder::setBody);
        maybe(random::nextInt, builder::setFlags);
        maybe(() -> bytes(16), builder::setTraceId);
        maybe(() -> bytes(8), builder::setSpanId);
        return builder.build();
    }

    private ResourceMetrics resourceMetrics() {
        ResourceMetrics.Builder builder = ResourceMetrics.newBuilder().addAllScopeMetrics(some(2, this::scopeMetrics));
        maybe(this::resource, builder::setResource);
        return builder.build();
    }

    private ScopeMetrics scopeMetrics() {
        ScopeMetrics.Builder builder = ScopeMetrics.newBuilder().addAllMetrics(some(6, this::metric));
        maybe(this::scope, builder::setScope);
        return builder.build();
    }

    private Metric metric() {
        Metric.Builder builder = Metric.newBuilder().addAllMetadata(attributes());
        maybe(this::text, builder::setName);
        maybe(this::text, builder::setUnit);
        maybe(this::text, builder::setDescription);
        switch (random.nextInt(6)) {
            case 0 -> builder.setGauge(Gauge.newBuilder().addAllDataPoints(some(3, this::numberDataPoint)));
            case 1 ->
                builder.setSum(Sum.newBuilder()
                        .addAllDataPoints(some(3, this::numberDataPoint))
                        .setAggregationTemporality(temporality())
                        .setIsMonotonic(random.nextBoolean()));
            case 2 ->
                builder.setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(temporality())
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setCount(number())
                                .setSum(decimal())
                                .addBucketCounts(number())
                                .addExplicitBounds(decimal())
                                .addExemplars(exemplar())));
            case 3 ->
                builder.setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(temporality())
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setScale(random.nextInt())
                                .addExemplars(exemplar())));
            case 4 ->
                builder.setSummary(Summary.newBuilder()
                        .addDataPoints(SummaryDataPoint.newBuilder().setSum(decimal())));
            default -> {}
        }
        return builder.build();
    }

    private NumberDataPoint numberDataPoint() {
        NumberDataPoint.Builder builder =
                NumberDataPoint.newBuilder().addAllAttributes(attributes()).addAllExemplars(some(1, this::exemplar));
        maybe(this::number, builder::setStartTimeUnixNano);
        maybe(this::number, builder::setTimeUnixNano);
        maybe(random::nextInt, builder::setFlags);
        switch (random.nextInt(3)) {
            case 0 -> builder.setAsDouble(decimal());
            case 1 -> builder.setAsInt(number());
            default -> {}
        }
        return builder.build();
    }

    private Exemplar exemplar() {
        return Exemplar.newBuilder()
                .setTraceId(bytes(16))
                .setSpanId(bytes(8))
                .setAsDouble(decimal())
                .build();
    }

    private AggregationTemporality temporality() {
        return AggregationTemporality.forNumber(random.nextInt(3));
    }

    private Resource resource() {
        return Resource.newBuilder().addAllAttributes(attributes()).build();
    }

    private InstrumentationScope scope() {
        InstrumentationScope.Builder builder = InstrumentationScope.newBuilder().addAllAttributes(attributes());
        maybe(this::text, builder::setName);
        maybe(this::text, builder::setVersion);
        return builder.build();
    }

    private List<KeyValue> attributes() {
        return some(5, () -> keyValue(4));
    }

    private KeyValue keyValue(int depth) {
        KeyValue.Builder builder = KeyValue.newBuilder();
        maybe(this::text, builder::setKey);
        maybe(() -> anyValue(depth), builder::setValue);
        return builder.build();
    }

    private AnyValue anyValue(int depth) {
        AnyValue.Builder builder = AnyValue.newBuilder();
        switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> builder.setStringValue(text());
            case 1 -> builder.setBoolValue(random.nextBoolean());
            case 2 -> builder.setIntValue(number());
            case 3 -> builder.setDoubleValue(decimal());
            case 4 -> builder.setBytesValue(bytes(random.nextInt(5)));
            case 5 -> builder.setStringValueStrindex(random.nextInt());
            case 7 -> builder.setArrayValue(ArrayValue.newBuilder().addAllValues(some(3, () -> anyValue(depth - 1))));
            case 8 ->
                builder.setKvlistValue(KeyValueList.newBuilder().addAllValues(some(3, () -> keyValue(depth - 1))));
            default -> {}
        }
        return builder.build();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private long number() {
        return random.nextBoolean() ? random.nextLong() : LONGS.get(random.nextInt(LONGS.size()));
    }

    private double decimal() {
        return random.nextBoolean()
                ? Double.longBitsToDouble(random.nextLong())
                : DOUBLES.get(random.nextInt(DOUBLES.size()));
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private <T> void maybe(Supplier<T> value, Consumer<T> setter) {
        if (random.nextInt(5) > 0) {
            setter.accept(value.get());
        }
    }

    private <T> List<T> some(int most, Supplier<T> element) {
        int count = random.nextInt(most + 1);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }
}
