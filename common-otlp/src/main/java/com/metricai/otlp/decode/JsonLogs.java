package com.metricai.otlp.decode;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.Resource;
import com.metricai.otlp.ResourceLogs;
import com.metricai.otlp.Scope;
import com.metricai.otlp.ScopeLogs;
import com.metricai.otlp.SeverityNumber;
import java.util.ArrayList;
import java.util.List;

/** Reads an ExportLogsServiceRequest. */
final class JsonLogs {
    private final JsonFields in;
    private final JsonCommon common;

    JsonLogs(JsonFields in) {
        this.in = in;
        this.common = new JsonCommon(in);
    }

    LogsExport export() {
        List<ResourceLogs> resourceLogs = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resourceLogs", "resource_logs" -> in.objects(resourceLogs, this::resourceLogs);
                default -> in.skip();
            }
        }
        return new LogsExport(resourceLogs, in.dropped());
    }

    private ResourceLogs resourceLogs() {
        Resource resource = Resource.EMPTY;
        List<ScopeLogs> scopeLogs = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "resource" -> resource = in.object(common::resource, resource);
                case "scopeLogs", "scope_logs" -> in.objects(scopeLogs, this::scopeLogs);
                default -> in.skip();
            }
        }
        return new ResourceLogs(resource, scopeLogs);
    }

    private ScopeLogs scopeLogs() {
        Scope scope = Scope.EMPTY;
        List<LogRecord> logRecords = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "scope" -> scope = in.object(common::scope, scope);
                case "logRecords", "log_records" -> in.records(logRecords, this::logRecord);
                default -> in.skip();
            }
        }
        return new ScopeLogs(scope, logRecords);
    }

    private LogRecord logRecord() {
        long timeUnixNano = 0;
        long observedTimeUnixNano = 0;
        SeverityNumber severityNumber = SeverityNumber.UNSPECIFIED;
        String severityText = "";
        String eventName = "";
        AnyValue body = AnyValue.EMPTY;
        List<KeyValue> attributes = new ArrayList<>();
        int flags = 0;
        String traceId = "";
        String spanId = "";
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "timeUnixNano", "time_unix_nano" -> timeUnixNano = in.fixed64(timeUnixNano);
                case "observedTimeUnixNano", "observed_time_unix_nano" ->
                    observedTimeUnixNano = in.fixed64(observedTimeUnixNano);
                case "severityNumber", "severity_number" ->
                    severityNumber = in.enumeration(WireEnums.SEVERITY_NUMBER, severityNumber);
                case "severityText", "severity_text" -> severityText = in.string(severityText);
                case "eventName", "event_name" -> eventName = in.string(eventName);
                case "body" -> body = in.object(common::anyValue, body);
                case "attributes" -> common.attributes(attributes);
                case "flags" -> flags = in.uint32(flags);
                case "traceId", "trace_id" -> traceId = in.id(Ids.TRACE, traceId);
                case "spanId", "span_id" -> spanId = in.id(Ids.SPAN, spanId);
                default -> in.skip();
            }
        }
        return new LogRecord(
                timeUnixNano,
                observedTimeUnixNano,
                severityNumber,
                severityText,
                eventName,
                body,
                new Attributes(attributes),
                flags,
                traceId,
                spanId);
    }
}
