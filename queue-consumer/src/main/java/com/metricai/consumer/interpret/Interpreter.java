package com.metricai.consumer.interpret;

import com.metricai.otlp.Export;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.MetricsExport;
import com.metricai.otlp.TracesExport;
import com.metricai.otlp.envelope.Envelope;

/** From a decoded export to rows. */
public final class Interpreter {
    private Interpreter() {}

    /** Interprets one export. Nothing in it can make this fail: what has no meaning is left out and counted. */
    public static Interpreted interpret(Envelope envelope, Export export) {
        Interpreted interpreted = switch (export) {
            case TracesExport traces -> SpanInterpreter.interpret(envelope, traces);
            case LogsExport logs -> EventInterpreter.interpret(envelope, logs);
            case MetricsExport metrics -> MetricInterpreter.interpret(envelope, metrics);
        };
        interpreted.tally().note("malformed_field", export.droppedFields());
        return interpreted;
    }
}
