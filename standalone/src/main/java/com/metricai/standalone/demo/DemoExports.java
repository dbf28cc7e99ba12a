package com.metricai.standalone.demo;

import com.metricai.otlp.Export;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.TracesExport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * The history as request bodies, day by day. They are made while being asked for: no more than one session is in memory.
 * The same seed and the same end give the same bytes.
 */
public final class DemoExports implements Iterator<DemoExport> {
    private final DemoPlan plan;
    private final Queue<SessionPlan> sessions = new ArrayDeque<>();
    private final Queue<Export> exports = new ArrayDeque<>();
    private LocalDate day;
    private LocalDate nextDay;

    private DemoExports(DemoPlan plan) {
        this.plan = plan;
        this.day = plan.firstDay();
        this.nextDay = plan.firstDay();
    }

    /**
     * 28 days that end now.
     *
     * @param end nothing happens after it; the first day is the one 27 days before, in UTC
     */
    public static DemoExports of(long seed, Instant end) {
        return new DemoExports(DemoPlan.of(seed, end));
    }

    @Override
    public boolean hasNext() {
        while (exports.isEmpty()) {
            if (!sessions.isEmpty()) {
                exports.addAll(SessionRun.exports(
                        sessions.remove(), plan.outage(), plan.end().toEpochMilli()));
            } else if (!nextDay.isAfter(plan.lastDay())) {
                day = nextDay;
                nextDay = day.plusDays(1);
                sessions.addAll(plan.sessions(day));
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public DemoExport next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the history is over");
        }
        Export export = exports.remove();
        return new DemoExport(day, export.signal(), OtlpJson.write(export), records(export));
    }

    private static int records(Export export) {
        return switch (export) {
            case LogsExport logs ->
                logs.resourceLogs().stream()
                        .flatMap(resource -> resource.scopeLogs().stream())
                        .mapToInt(scope -> scope.logRecords().size())
                        .sum();
            case TracesExport traces ->
                traces.resourceSpans().stream()
                        .flatMap(resource -> resource.scopeSpans().stream())
                        .mapToInt(scope -> scope.spans().size())
                        .sum();
            case MetricsExport metrics ->
                metrics.resourceMetrics().stream()
                        .flatMap(resource -> resource.scopeMetrics().stream())
                        .flatMap(scope -> scope.metrics().stream())
                        .mapToInt(metric -> metric.dataPoints().size())
                        .sum();
        };
    }
}
