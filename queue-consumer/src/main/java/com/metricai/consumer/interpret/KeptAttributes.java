package com.metricai.consumer.interpret;

import com.metricai.otlp.AnyValue;
import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The allow-listed attributes that have no column of their own, as a JSON object. */
final class KeptAttributes {
    private static final JsonFactory JSON = new JsonFactory();

    private KeptAttributes() {}

    /** Scalars only, texts cut; of a key that comes twice the first counts. */
    static String json(Attributes attributes) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            Set<String> seen = new HashSet<>();
            for (KeyValue attribute : attributes.entries()) {
                if (Names.KEPT.contains(attribute.key()) && seen.add(attribute.key())) {
                    write(json, attribute.key(), attribute.value());
                }
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, String key, AnyValue value) {
        switch (value) {
            case AnyValue.StringValue(String s) -> json.writeStringProperty(key, Reader.cut(s));
            case AnyValue.IntValue(long n) -> json.writeNumberProperty(key, n);
            case AnyValue.BoolValue(boolean b) -> json.writeBooleanProperty(key, b);
            case AnyValue.DoubleValue(double d) when Double.isFinite(d) -> json.writeNumberProperty(key, d);
            default -> {}
        }
    }
}
