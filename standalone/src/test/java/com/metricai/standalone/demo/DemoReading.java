package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.Export;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.Metric;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.NumberDataPoint;
import com.metricai.otlp.PointValue;
import com.metricai.otlp.Resource;
import com.metricai.otlp.Span;
import com.metricai.otlp.TracesExport;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A whole history, read back from its bodies. */
final class DemoReading {
    final Map<String, Integer> recordsBySignal = new TreeMap<>();
    final Map<String, Integer> events = new TreeMap<>();
    final Map<String, Integer> decisions = new TreeMap<>();
    final Map<String, List<Asked>> askedOfTool = new TreeMap<>();
    final Map<String, Integer> startTypes = new TreeMap<>();
    final Map<LocalDate, Integer> promptsByDay = new TreeMap<>();
    final Map<String, Long> eventCost = new HashMap<>();
    final Map<String, Long> metricCost = new HashMap<>();
    final Map<String, Double> metricTotals = new TreeMap<>();
    final Map<String, Set<LocalDate>> daysOfSession = new HashMap<>();
    final Map<String, Set<String>> signalsOfUser = new TreeMap<>();
    final Map<String, List<Span>> traces = new HashMap<>();
    final Map<String, Map<LocalDate, Long>> costOfRepo = new TreeMap<>();
    final Set<String> teams = new HashSet<>();
    final Set<String> repos = new HashSet<>();
    final Set<String> models = new HashSet<>();
    final Set<String> eventKeys = new HashSet<>();
    final List<Long> waits = new ArrayList<>();
    int droppedFields;
    int unlabelled;
    int asyncCompleted;
    int nestedCompleted;
    int failedTools;
    long records;
    long bytes;
    int requests;
    int largestBatch;
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;

    static DemoReading of(long seed, Instant end) {
        DemoReading reading = new DemoReading();
        DemoExports.of(seed, end).forEachRemaining(reading::read);
        return reading;
    }

    private void read(DemoExport export) {
        requests++;
        records += export.records();
        bytes += export.body().length;
        recordsBySignal.merge(export.signal().wireName(), export.records(), Integer::sum);
        Export decoded = Decoder.decode(export.signal(), Encoding.JSON, export.body());
        droppedFields += decoded.droppedFields();
        if (!(decoded instanceof MetricsExport)) {
            largestBatch = Math.max(largestBatch, export.records());
        }
        switch (decoded) {
            case LogsExport logs ->
                logs.resourceLogs().forEach(resource -> {
                    label(resource.resource());
                    resource.scopeLogs().forEach(scope -> scope.logRecords().forEach(this::event));
                });
            case TracesExport spans ->
                spans.resourceSpans().forEach(resource -> {
                    label(resource.resource());
                    resource.scopeSpans().forEach(scope -> scope.spans().forEach(this::span));
                });
            case MetricsExport metrics ->
                metrics.resourceMetrics().forEach(resource -> {
                    label(resource.resource());
                    resource.scopeMetrics().forEach(scope -> scope.metrics().forEach(this::metric));
                });
        }
    }

    private void event(LogRecord event) {
        Attributes attributes = identity(event.attributes(), "logs");
        time(event.timeUnixNano());
        String name = text(attributes, "event.name");
        String session = text(attributes, "session.id");
        LocalDate day = day(event.timeUnixNano());
        events.merge(name, 1, Integer::sum);
        daysOfSession.computeIfAbsent(session, _ -> new HashSet<>()).add(day);
        eventKeys.add(session + text(attributes, "event.timestamp") + text(attributes, "event.sequence") + name);
        switch (name) {
            case "user_prompt" -> promptsByDay.merge(day, 1, Integer::sum);
            case "api_request" -> {
                long micros = number(attributes, "cost_usd_micros");
                eventCost.merge(session, micros, Long::sum);
                models.add(text(attributes, "model"));
                costOfRepo
                        .computeIfAbsent(text(attributes, "repo"), _ -> new TreeMap<>())
                        .merge(day, micros, Long::sum);
            }
            case "tool_decision" -> {
                String decision = text(attributes, "source") + " " + text(attributes, "user");
                decisions.merge(decision, 1, Integer::sum);
                if (text(attributes, "source").startsWith("user_")) {
                    askedOfTool
                            .computeIfAbsent(text(attributes, "tool_name"), _ -> new ArrayList<>())
                            .add(new Asked(day, text(attributes, "decision").equals("reject")));
                }
            }
            case "tool_result" -> failedTools += text(attributes, "success").equals("false") ? 1 : 0;
            case "subagent_completed" -> {
                asyncCompleted += text(attributes, "is_async").equals("true") ? 1 : 0;
                nestedCompleted += attributes.get("parent_agent_id") != null ? 1 : 0;
            }
            default -> {}
        }
    }

    private void span(Span span) {
        Attributes attributes = identity(span.attributes(), "traces");
        time(span.startTimeUnixNano());
        time(span.endTimeUnixNano());
        traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span);
        String source = attributes.string("source");
        if (source != null && source.startsWith("user_")) {
            waits.add(number(attributes, "duration_ms"));
        }
    }

    private void metric(Metric metric) {
        for (NumberDataPoint point : metric.dataPoints()) {
            Attributes attributes = identity(point.attributes(), "metrics");
            time(point.startTimeUnixNano());
            time(point.timeUnixNano());
            double value = ((PointValue.DoublePoint) point.value()).value();
            metricTotals.merge(metric.name(), value, Double::sum);
            if (metric.name().equals("claude_code.cost.usage")) {
                metricCost.merge(text(attributes, "session.id"), Math.round(value * 1e6), Long::sum);
            }
            if (metric.name().equals("claude_code.session.count")) {
                startTypes.merge(text(attributes, "start_type"), 1, Integer::sum);
            }
        }
    }

    private Attributes identity(Attributes attributes, String signal) {
        signalsOfUser
                .computeIfAbsent(text(attributes, "user"), _ -> new HashSet<>())
                .add(signal);
        teams.add(text(attributes, "team.id"));
        repos.add(text(attributes, "repo"));
        return attributes;
    }

    private void label(Resource resource) {
        unlabelled += "true".equals(resource.attributes().string("metric_ai.demo")) ? 0 : 1;
    }

    private void time(long nanos) {
        earliest = Math.min(earliest, nanos);
        latest = Math.max(latest, nanos);
    }

    private static LocalDate day(long nanos) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(0, nanos), ZoneOffset.UTC);
    }

    private static String text(Attributes attributes, String key) {
        return present(attributes.string(key), key);
    }

    private static long number(Attributes attributes, String key) {
        return present(attributes.longValue(key), key);
    }

    private static <T> T present(@Nullable T value, String key) {
        if (value == null) {
            throw new AssertionError(key + " is missing");
        }
        return value;
    }

    /** What a person said when asked about a tool. */
    record Asked(LocalDate day, boolean refused) {}
}
