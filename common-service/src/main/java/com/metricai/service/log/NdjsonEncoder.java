package com.metricai.service.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;

/**
 * Writes an event as one flat JSON object and a line feed: timestamp, level, service, traceId, requestId, message, then
 * the key-value pairs and MDC entries at the top level, then logger and, for an exception, {@code error} and
 * {@code stack}. A field that bears the name of a fixed one gets {@code _} appended; none is lost.
 */
public final class NdjsonEncoder extends EncoderBase<ILoggingEvent> {
    /** Names of the two ids, in the MDC, among the key-value pairs and in the output. */
    public static final String TRACE_ID = "traceId";

    public static final String REQUEST_ID = "requestId";

    /** Name of the service in the MDC or among the pairs, for code that all services share. */
    public static final String SERVICE = "service";

    /** Fixed width, so that lines sort as text. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final JsonWriter<Map<String, @Nullable Object>> JSON = JsonWriter.standard();
    private static final byte[] NOTHING = new byte[0];

    private String service = "metric-ai";

    /** The name to use for loggers outside the services' own packages. */
    public void setService(String service) {
        this.service = service;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return (JSON.writeToString(fields(event)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> fields(ILoggingEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", TIMESTAMP.format(event.getInstant()));
        fields.put("level", event.getLevel().toString());
        fields.put(SERVICE, ServiceNames.of(event.getLoggerName(), service));
        fields.put(TRACE_ID, null);
        fields.put(REQUEST_ID, null);
        fields.put("message", event.getFormattedMessage());
        // Pairs after the MDC: what a line says itself is more exact than what its thread says.
        event.getMDCPropertyMap().forEach((key, value) -> add(fields, key, value));
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> add(fields, pair.key, pair.value));
        }
        add(fields, "logger", event.getLoggerName());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            add(
                    fields,
                    "error",
                    thrown.getClassName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()));
            add(fields, "stack", ThrowableProxyUtil.asString(thrown));
        }
        return fields;
    }

    private static void add(Map<String, @Nullable Object> fields, String key, @Nullable Object value) {
        String name = key;
        boolean isOurs = key.equals(TRACE_ID) || key.equals(REQUEST_ID) || key.equals(SERVICE);
        while (!isOurs && fields.containsKey(name)) {
            name += "_";
        }
        fields.put(name, plain(value));
    }

    /** JSON has numbers, booleans and text; everything else is text. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
