package com.metricai.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.AnyValue.ArrayValue;
import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.BytesValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.KvlistValue;
import com.metricai.otlp.AnyValue.StringValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.Export;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricKind;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.PointValue.DoublePoint;
import com.metricai.otlp.PointValue.IntPoint;
import com.metricai.otlp.SeverityNumber;
import com.metricai.otlp.Signal;
import com.metricai.otlp.Span;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.Status;
import com.metricai.otlp.StatusCode;
import com.metricai.otlp.TracesExport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What protobuf's own JSON parser refuses, or leaves open. */
class JsonDecoderTest {
    private static final String TRACE_ID = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @EnumSource
    void emptyExport_hasNoRecords(Signal signal) {
        assertThat(decode(signal, "{}").droppedFields()).isZero();
        assertThat(decode(signal, " {\n} \n")).isEqualTo(decode(signal, "{}"));
    }

    @Test
    void emptyBody_isRefused() {
        assertRefused("", "the body is empty where JSON was promised at byte 0");
        assertRefused("  \n", "the body is empty where JSON was promised at byte 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"secret\"", "1", "null"})
    void rootOtherThanAnObject_isRefused(String body) {
        assertRefused(body, "the JSON is not an object at byte 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "{secret}",
                "{\"a\":secret}",
                "{\"a\":\"b\" \"secret\"}",
                "{\"a\":\"\\xsecret\"}",
                "{\"a\":01}",
                "{} secret",
                "{\"secret\n\":1}",
                "\n\u0001\u0002protobuf"
            })
    void notJson_isRefusedWithoutQuotingTheBody(String body) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(Signal.LOGS, body))
                .satisfies(e -> {
                    assertThat(e.getMessage()).doesNotContain("secret").contains("at byte");
                    assertThat(e.offset()).isBetween(0L, (long) body.length());
                    assertThat(e.getCause()).isNull();
                });
    }

    @Test
    void invalidUtf8_isRefused() {
        byte[] body = "{\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[6] = (byte) 0xff;

        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> JsonDecoder.decode(Signal.LOGS, body));
    }

    @Test
    void truncatedBody_isRefusedWhereverItEnds() {
        byte[] body = Captures.read(Captures.folder().resolve("text/002-logs.json"));
        String text = new String(body, StandardCharsets.UTF_8).strip();
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);

        for (int length = 1; length < whole.length; length += 7) {
            byte[] start = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(DecodeException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> JsonDecoder.decode(Signal.LOGS, start))
                    .withMessageMatching("the (JSON is cut off|body is not JSON) at byte \\d+");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"traceId\":5",
                "\"traceId\":{\"hex\":[\"00\"]}",
                "\"traceId\":\"0123456789abcdef0123456789abcde\"",
                "\"traceId\":\"0123456789abcdef0123456789abcdef00\"",
                "\"traceId\":\"0123456789abcdef0123456789abcdeg\"",
                "\"traceId\":\"0123456789abcdef\"",
                "\"spanId\":\"0123456789abcdef0123456789abcdef\"",
                "\"spanId\":true",
                "\"parentSpanId\":\"a\"",
                "\"name\":5",
                "\"name\":[\"n\"]",
                "\"kind\":99",
                "\"kind\":-1",
                "\"kind\":1.5",
                "\"kind\":\"INTERNAL\"",
                "\"kind\":99999999999999999999999",
                "\"kind\":{}",
                "\"flags\":-1",
                "\"flags\":4294967296",
                "\"flags\":\"x\"",
                "\"flags\":true",
                "\"startTimeUnixNano\":-1",
                "\"startTimeUnixNano\":\"-1\"",
                "\"startTimeUnixNano\":1.5",
                "\"startTimeUnixNano\":\"\"",
                "\"startTimeUnixNano\":\" 1\"",
                "\"startTimeUnixNano\":\"18446744073709551616\"",
                "\"startTimeUnixNano\":1e999999999",
                "\"startTimeUnixNano\":\"2026-11-22T00:00:00Z\"",
                "\"endTimeUnixNano\":{\"a\":{}}",
                "\"endTimeUnixNano\":[1]",
                "\"attributes\":{}",
                "\"attributes\":\"a\"",
                "\"attributes\":[5]",
                "\"attributes\":[null]",
                "\"attributes\":[[{}]]",
                "\"events\":{}",
                "\"events\":[\"e\"]",
                "\"links\":7",
                "\"status\":\"OK\"",
                "\"status\":[]",
                "\"status\":{\"code\":\"BAD\"}",
                "\"status\":{\"message\":{}}"
            })
    void malformedFieldOfASpan_isDroppedAndCounted(String field) {
        TracesExport export = traces("{\"name\":\"before\"," + field + ",\"unknown\":{\"a\":[1]}},{\"name\":\"next\"}");

        List<Span> spans = spans(export);
        assertThat(export.droppedFields()).isEqualTo(1);
        assertThat(spans).extracting(Span::name).containsExactly("before", "next");
        assertThat(spans.getFirst())
                .isEqualTo(spans(traces("{\"name\":\"before\"}")).getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stringValue\":5}",
                "{\"stringValue\":{\"a\":1}}",
                "{\"boolValue\":\"yes\"}",
                "{\"boolValue\":1}",
                "{\"intValue\":1.5}",
                "{\"intValue\":\"x\"}",
                "{\"intValue\":\"9223372036854775808\"}",
                "{\"intValue\":-9223372036854775809}",
                "{\"intValue\":true}",
                "{\"doubleValue\":\"x\"}",
                "{\"doubleValue\":\"nan\"}",
                "{\"doubleValue\":\"1d\"}",
                "{\"doubleValue\":\"0x1p3\"}",
                "{\"doubleValue\":1e999}",
                "{\"doubleValue\":[]}",
                "{\"bytesValue\":\"*\"}",
                "{\"bytesValue\":5}",
                "{\"arrayValue\":[]}",
                "{\"kvlistValue\":[]}",
                "\"s\"",
                "5",
                "[]"
            })
    void malformedAttributeValue_isDroppedAndCounted(String value) {
        TracesExport export = traces("{\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]}");

        assertThat(export.droppedFields()).isEqualTo(1);
        assertThat(spans(export).getFirst().attributes().entries()).containsExactly(new KeyValue("k", AnyValue.EMPTY));
    }

    @Test
    void malformedContainers_areDroppedAndCounted() {
        for (String body : List.of(
                "{\"resourceSpans\":{}}",
                "{\"resourceSpans\":\"a\"}",
                "{\"resourceSpans\":[1]}",
                "{\"resourceSpans\":[[]]}",
                "{\"resourceSpans\":[{\"resource\":[]}]}",
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":{}}}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":{\"spans\":[{}]}}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":\"s\"}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":{\"name\":1}}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":{\"name\":\"n\"}}]}]}")) {
            assertThat(decode(Signal.TRACES, body).droppedFields()).as(body).isEqualTo(1);
        }
    }

    @Test
    void malformedFieldsOfALogRecord_areDroppedAndCounted() {
        LogsExport export = logs("{\"timeUnixNano\":\"x\",\"observedTimeUnixNano\":[],\"severityNumber\":25,"
                + "\"severityText\":1,\"eventName\":1,\"body\":\"b\",\"attributes\":1,\"flags\":-1,"
                + "\"traceId\":\"a\",\"spanId\":\"b\"}");

        assertThat(export.droppedFields()).isEqualTo(10);
        assertThat(logRecord(export)).isEqualTo(logRecord(logs("{}")));
    }

    @Test
    void malformedFieldsOfAMetric_areDroppedAndCounted() {
        MetricsExport export = metrics("{\"name\":\"m\",\"unit\":1,\"sum\":{\"aggregationTemporality\":3,"
                + "\"isMonotonic\":\"true\",\"dataPoints\":[1,{\"asDouble\":\"x\",\"asInt\":[],"
                + "\"startTimeUnixNano\":{},\"timeUnixNano\":true,\"flags\":\"-1\",\"attributes\":{}}]}}");

        assertThat(export.droppedFields()).isEqualTo(10);
        assertThat(metric(export)).isEqualTo(metric(metrics("{\"name\":\"m\",\"sum\":{\"dataPoints\":[{}]}}")));
    }

    @Test
    void nulls_areAbsent() {
        TracesExport export = traces("{\"traceId\":null,\"spanId\":null,\"name\":null,\"kind\":null,\"flags\":null,"
                + "\"startTimeUnixNano\":null,\"attributes\":null,\"events\":null,\"status\":null}");

        assertThat(export.droppedFields()).isZero();
        assertThat(spans(export)).isEqualTo(spans(traces("{}")));
        assertThat(value("{\"stringValue\":null}")).isEqualTo(AnyValue.EMPTY);
        assertThat(value("{\"intValue\":null,\"doubleValue\":null,\"boolValue\":null,\"bytesValue\":null}"))
                .isEqualTo(AnyValue.EMPTY);
        assertThat(value("null")).isEqualTo(AnyValue.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "'\"0\"', 0",
        "'\"7258118400000000000\"', 7258118400000000000", // the year 2200
        "7258118400000000000, 7258118400000000000",
        "'\"9223372036854775808\"', -9223372036854775808", // the year 2262: unsigned
        "9223372036854775808, -9223372036854775808",
        "'\"18446744073709551615\"', -1",
        "1.8e18, 1800000000000000000",
        "'\"1.5e1\"', 15",
        "1795305600123456789.0, 1795305600123456789"
    })
    void timestamp_inAnySpelling_isUnsigned64(String json, long expected) {
        TracesExport export = traces("{\"startTimeUnixNano\":" + json + "}");

        assertThat(export.droppedFields()).isZero();
        assertThat(spans(export).getFirst().startTimeUnixNano()).isEqualTo(expected);
    }

    @Test
    void intValue_inAnySpelling() {
        assertThat(value("{\"intValue\":9007199254740993}")).isEqualTo(new IntValue(9007199254740993L));
        assertThat(value("{\"intValue\":\"-9223372036854775808\"}")).isEqualTo(new IntValue(Long.MIN_VALUE));
        assertThat(value("{\"int_value\":5.0}")).isEqualTo(new IntValue(5));
        assertThat(value("{\"intValue\":1e3}")).isEqualTo(new IntValue(1000));
        assertThat(value("{\"intValue\":0e999999999}")).isEqualTo(new IntValue(0));
    }

    @Test
    void doubleValue_inAnySpelling() {
        assertThat(value("{\"doubleValue\":1}")).isEqualTo(new DoubleValue(1));
        assertThat(value("{\"doubleValue\":\"1.5\"}")).isEqualTo(new DoubleValue(1.5));
        assertThat(value("{\"doubleValue\":-0.0}")).isEqualTo(new DoubleValue(-0.0));
        assertThat(value("{\"double_value\":\"NaN\"}")).isEqualTo(new DoubleValue(Double.NaN));
        assertThat(value("{\"doubleValue\":\"Infinity\"}")).isEqualTo(new DoubleValue(Double.POSITIVE_INFINITY));
        assertThat(value("{\"doubleValue\":\"-Infinity\"}")).isEqualTo(new DoubleValue(Double.NEGATIVE_INFINITY));
    }

    @Test
    void pointValue_notFinite_isKept() {
        assertThat(pointValue("\"asDouble\":\"NaN\"")).isEqualTo(new DoublePoint(Double.NaN));
        assertThat(pointValue("\"asDouble\":\"-Infinity\"")).isEqualTo(new DoublePoint(Double.NEGATIVE_INFINITY));
        assertThat(pointValue("\"asInt\":\"7\"")).isEqualTo(new IntPoint(7));
        assertThat(pointValue("\"asDouble\":1")).isEqualTo(new DoublePoint(1));
        assertThat(pointValue("\"flags\":1")).isEqualTo(PointValue.NONE);
    }

    @Test
    void literalNaN_isNotJson() {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decode(Signal.METRICS, "{\"a\":NaN}"));
    }

    @Test
    void bytesValue_inEitherAlphabet_isStandardBase64() {
        for (String spelling : List.of("+/8=", "-_8=", "+/8", "-_8")) {
            assertThat(value("{\"bytesValue\":\"" + spelling + "\"}"))
                    .as(spelling)
                    .isEqualTo(new BytesValue("+/8="));
        }
    }

    @Test
    void ids_areLowerCaseAndNeverZero() {
        Span span = spans(traces("{\"traceId\":\"" + TRACE_ID.toUpperCase(Locale.ROOT)
                        + "\",\"spanId\":\"\",\"parentSpanId\":\"0000000000000000\"}"))
                .getFirst();

        assertThat(span.traceId()).isEqualTo(TRACE_ID);
        assertThat(span.spanId()).isEmpty();
        assertThat(span.parentSpanId()).isEmpty();
    }

    @Test
    void enums_byNumberAndByName() {
        TracesExport export = traces("{\"kind\":3,\"status\":{\"code\":\"STATUS_CODE_ERROR\"}},"
                + "{\"kind\":\"SPAN_KIND_CONSUMER\",\"status\":{\"code\":1,\"message\":\"m\"}}");

        assertThat(spans(export)).extracting(Span::kind).containsExactly(SpanKind.CLIENT, SpanKind.CONSUMER);
        assertThat(spans(export))
                .extracting(Span::status)
                .containsExactly(new Status(StatusCode.ERROR, ""), new Status(StatusCode.OK, "m"));
        assertThat(logRecord(logs("{\"severityNumber\":\"SEVERITY_NUMBER_INFO2\"}"))
                        .severityNumber())
                .isEqualTo(SeverityNumber.INFO2);
        assertThat(logRecord(logs("{\"severityNumber\":24}")).severityNumber()).isEqualTo(SeverityNumber.FATAL4);
    }

    @Test
    void duplicateKeys_lastReadableValueWinsAndListsAreConcatenated() {
        TracesExport export = traces("{\"name\":\"a\",\"name\":\"b\",\"name\":null,\"name\":5,"
                + "\"attributes\":[{\"key\":\"x\"}],\"attributes\":[{\"key\":\"y\"}],"
                + "\"status\":{\"message\":\"m\"},\"status\":{\"code\":2}}");

        Span span = spans(export).getFirst();
        assertThat(span.name()).isEqualTo("b");
        assertThat(span.attributes().entries()).extracting(KeyValue::key).containsExactly("x", "y");
        assertThat(span.status()).isEqualTo(new Status(StatusCode.ERROR, ""));
        assertThat(export.droppedFields()).isEqualTo(1);
        assertThat(value("{\"intValue\":1,\"stringValue\":\"s\",\"boolValue\":5}"))
                .isEqualTo(new StringValue("s"));
        assertThat(pointValue("\"asInt\":1,\"asDouble\":2,\"asInt\":\"x\"")).isEqualTo(new DoublePoint(2));
    }

    @Test
    void loneSurrogates_areReplaced() {
        assertThat(value("{\"stringValue\":\"a\\ud800b\\udc00\"}")).isEqualTo(new StringValue("a\uFFFDb\uFFFD"));
        assertThat(value("{\"stringValue\":\"\\udc00\\ud800\"}")).isEqualTo(new StringValue("\uFFFD\uFFFD"));
        assertThat(value("{\"stringValue\":\"\\ud83d\\ude80 🚀\"}")).isEqualTo(new StringValue("🚀 🚀"));
        assertThatExceptionOfType(DecodeException.class)
                .as("as a field's name")
                .isThrownBy(() -> decode(Signal.TRACES, "{\"\\ud800\":1}"));
    }

    @Test
    void tenThousandAttributes_areKept() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            attributes
                    .append(i == 0 ? "" : ",")
                    .append("{\"key\":\"k")
                    .append(i)
                    .append("\",\"value\":{\"intValue\":");
            attributes.append(i).append("}}");
        }

        Attributes decoded = spans(traces("{\"attributes\":[" + attributes + "]}"))
                .getFirst()
                .attributes();

        assertThat(decoded.entries()).hasSize(10_000);
        assertThat(decoded.longValue("k9999")).isEqualTo(9999);
    }

    @Test
    void textsOfMegabytes_areKept() {
        String text = "0123456789abcdé🚀".repeat(200_000);

        assertThat(value("{\"stringValue\":\"" + text + "\"}")).isEqualTo(new StringValue(text));
        assertThat(decode(Signal.LOGS, "{\"" + text + "\":1}").droppedFields()).isZero();
    }

    @Test
    void numeralsOfAMegabyte_areDroppedAndCounted() {
        String digits = "9".repeat(1_000_000);
        TracesExport export = traces("{\"startTimeUnixNano\":" + digits + ",\"kind\":" + digits + ",\"flags\":\""
                + digits + "\",\"unknown\":" + digits + ",\"name\":\"n\"}");

        assertThat(export.droppedFields()).isEqualTo(3);
        assertThat(spans(export).getFirst().name()).isEqualTo("n");
    }

    @Test
    void nesting_upToTheLimit_isKept() {
        assertThat(depth(value(nestedArrays(AnyValueDepth.MAX)))).isEqualTo(AnyValueDepth.MAX);
        assertThat(depth(value(nestedKvlists(AnyValueDepth.MAX)))).isEqualTo(AnyValueDepth.MAX);
    }

    @Test
    void nesting_of100_isCutAndCounted() {
        for (String value : List.of(nestedArrays(100), nestedKvlists(100))) {
            TracesExport export = traces("{\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}],\"name\":\"n\"}");

            assertThat(export.droppedFields()).isEqualTo(1);
            assertThat(spans(export).getFirst().name()).isEqualTo("n");
            assertThat(depth(firstValue(export))).isEqualTo(AnyValueDepth.MAX + 1);
        }
    }

    @Test
    void nesting_of100000_isRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> traces("{\"attributes\":[{\"value\":" + nestedArrays(100_000) + "}]}"))
                .withMessageMatching("the JSON is nested too deep at byte \\d+");
        assertRefusedDeep("{\"a\":" + "[".repeat(100_000));
        assertRefusedDeep("{\"a\":".repeat(100_000));
    }

    @Test
    void kindsOfMetrics_areRecognised() {
        MetricsExport export = metrics("{\"name\":\"a\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}},"
                + "{\"name\":\"b\",\"sum\":{}},"
                + "{\"name\":\"c\",\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[\"1\"]}]}},"
                + "{\"name\":\"d\",\"exponentialHistogram\":{\"dataPoints\":[{\"scale\":1}]}},"
                + "{\"name\":\"e\",\"summary\":{\"dataPoints\":[{\"sum\":1}]}},"
                + "{\"name\":\"f\",\"futureKind\":{\"dataPoints\":[1]}}");

        assertThat(export.droppedFields()).isZero();
        assertThat(export.resourceMetrics().getFirst().scopeMetrics().getFirst().metrics())
                .extracting(Metric::kind)
                .containsExactly(
                        MetricKind.GAUGE,
                        MetricKind.SUM,
                        MetricKind.HISTOGRAM,
                        MetricKind.EXPONENTIAL_HISTOGRAM,
                        MetricKind.SUMMARY,
                        MetricKind.NONE);
    }

    @Test
    void byteOrderMark_isSkipped() {
        assertThat(decode(Signal.LOGS, "\uFEFF{}").droppedFields()).isZero();
    }

    @Test
    void boolValue_isRead() {
        assertThat(value("{\"boolValue\":false}")).isEqualTo(new BoolValue(false));
    }

    private static Export decode(Signal signal, String body) {
        return JsonDecoder.decode(signal, body.getBytes(StandardCharsets.UTF_8));
    }

    private static TracesExport traces(String spans) {
        return (TracesExport)
                decode(Signal.TRACES, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}");
    }

    private static LogsExport logs(String logRecords) {
        return (LogsExport)
                decode(Signal.LOGS, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + logRecords + "]}]}]}");
    }

    private static MetricsExport metrics(String metrics) {
        return (MetricsExport)
                decode(Signal.METRICS, "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[" + metrics + "]}]}]}");
    }

    private static List<Span> spans(TracesExport export) {
        return export.resourceSpans().getFirst().scopeSpans().getFirst().spans();
    }

    private static LogRecord logRecord(LogsExport export) {
        return export.resourceLogs()
                .getFirst()
                .scopeLogs()
                .getFirst()
                .logRecords()
                .getFirst();
    }

    private static Metric metric(MetricsExport export) {
        return export.resourceMetrics()
                .getFirst()
                .scopeMetrics()
                .getFirst()
                .metrics()
                .getFirst();
    }

    private static PointValue pointValue(String fields) {
        return metric(metrics("{\"gauge\":{\"dataPoints\":[{" + fields + "}]}}"))
                .dataPoints()
                .getFirst()
                .value();
    }

    private static AnyValue value(String json) {
        return firstValue(traces("{\"attributes\":[{\"key\":\"k\",\"value\":" + json + "}]}"));
    }

    private static AnyValue firstValue(TracesExport export) {
        return spans(export).getFirst().attributes().entries().getFirst().value();
    }

    private static String nestedArrays(int depth) {
        return "{\"arrayValue\":{\"values\":[".repeat(depth - 1) + "{\"intValue\":1}" + "]}}".repeat(depth - 1);
    }

    private static String nestedKvlists(int depth) {
        return "{\"kvlistValue\":{\"values\":[{\"value\":".repeat(depth - 1)
                + "{\"intValue\":1}"
                + "}]}}".repeat(depth - 1);
    }

    private static int depth(AnyValue value) {
        return switch (value) {
            case ArrayValue array -> 1 + depth(array.values().getFirst());
            case KvlistValue kvlist ->
                1 + depth(kvlist.values().entries().getFirst().value());
            default -> 1;
        };
    }

    private static void assertRefused(String body, String message) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(Signal.TRACES, body))
                .withMessage(message);
    }

    private static void assertRefusedDeep(String body) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(Signal.TRACES, body))
                .withMessageStartingWith("the JSON is nested too deep");
    }
}
