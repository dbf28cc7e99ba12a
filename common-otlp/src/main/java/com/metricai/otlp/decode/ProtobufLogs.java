package com.metricai.otlp.decode;

import static com.metricai.otlp.decode.ProtobufCommon.list;

import com.metricai.otlp.LogRecord;
import com.metricai.otlp.LogsExport;
import com.metricai.otlp.ResourceLogs;
import com.metricai.otlp.ScopeLogs;
import com.metricai.otlp.SeverityNumber;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.util.List;

/** Converts an ExportLogsServiceRequest. */
final class ProtobufLogs {
    private final ProtobufCommon common = new ProtobufCommon();

    LogsExport export(ExportLogsServiceRequest request) {
        List<ResourceLogs> resourceLogs = list(request.getResourceLogsList(), this::resourceLogs);
        return new LogsExport(resourceLogs, common.dropped());
    }

    private ResourceLogs resourceLogs(io.opentelemetry.proto.logs.v1.ResourceLogs message) {
        return new ResourceLogs(
                common.resource(message.getResource()), list(message.getScopeLogsList(), this::scopeLogs));
    }

    private ScopeLogs scopeLogs(io.opentelemetry.proto.logs.v1.ScopeLogs message) {
        return new ScopeLogs(common.scope(message.getScope()), list(message.getLogRecordsList(), this::logRecord));
    }

    private LogRecord logRecord(io.opentelemetry.proto.logs.v1.LogRecord message) {
        return new LogRecord(
                message.getTimeUnixNano(),
                message.getObservedTimeUnixNano(),
                common.enumeration(
                        WireEnums.SEVERITY_NUMBER, message.getSeverityNumberValue(), SeverityNumber.UNSPECIFIED),
                message.getSeverityText(),
                message.getEventName(),
                common.anyValue(message.getBody()),
                common.attributes(message.getAttributesList()),
                message.getFlags(),
                common.id(message.getTraceId(), Ids.TRACE),
                common.id(message.getSpanId(), Ids.SPAN));
    }
}
