package com.metricai.otlp.envelope;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What each token sent since the report before. A report may come more than once; it counts once per reporter and
 * sequence.
 *
 * @param reporter the ingest process, a UUID made at its start; also the key of the Kafka record
 * @param sequence 1 for its first report, one more for each
 * @param at when it was made, to the millisecond
 * @param tokens those that sent anything
 */
public record UsageReport(String reporter, long sequence, Instant at, List<Usage> tokens) {
    /**
     * What came of one token's requests.
     *
     * @param requests acknowledged ones
     * @param bytes of the acknowledged bodies, as sent
     * @param limited answered 429
     * @param refused other answers than 200 and 429
     * @param lastAt of the last request, to the millisecond
     */
    public record Usage(
            String orgId, String tokenId, long requests, long bytes, long limited, long refused, Instant lastAt) {}

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private static final String REPORTER = "reporter";
    private static final String SEQUENCE = "sequence";
    private static final String AT = "at";
    private static final String TOKENS = "tokens";
    private static final String ORG_ID = "orgId";
    private static final String TOKEN_ID = "tokenId";
    private static final String REQUESTS = "requests";
    private static final String BYTES = "bytes";
    private static final String LIMITED = "limited";
    private static final String REFUSED = "refused";
    private static final String LAST_AT = "lastAt";

    public UsageReport {
        tokens = List.copyOf(tokens);
    }

    /** The value of the Kafka record: one JSON object, instants as milliseconds since the epoch. */
    public byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty(REPORTER, reporter);
            json.writeNumberProperty(SEQUENCE, sequence);
            json.writeNumberProperty(AT, at.toEpochMilli());
            json.writeArrayPropertyStart(TOKENS);
            for (Usage usage : tokens) {
                json.writeStartObject();
                json.writeStringProperty(ORG_ID, usage.orgId);
                json.writeStringProperty(TOKEN_ID, usage.tokenId);
                json.writeNumberProperty(REQUESTS, usage.requests);
                json.writeNumberProperty(BYTES, usage.bytes);
                json.writeNumberProperty(LIMITED, usage.limited);
                json.writeNumberProperty(REFUSED, usage.refused);
                json.writeNumberProperty(LAST_AT, usage.lastAt.toEpochMilli());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toJson()} wrote; fields that a newer version adds are left out.
     *
     * @throws IllegalArgumentException when it is no report: no JSON, a field is missing, of the wrong type or negative
     */
    public static UsageReport ofJson(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            Fields fields = Fields.of(parser);
            if (fields.tokens == null) {
                throw new IllegalArgumentException("field " + TOKENS + " is missing");
            }
            return new UsageReport(
                    fields.text(REPORTER), fields.number(SEQUENCE), fields.instant(AT), List.copyOf(fields.tokens));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not readable as JSON", e);
        }
    }

    /** The texts and numbers of one object, and the list of a report. */
    private static final class Fields {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private @Nullable List<Usage> tokens;

        static Fields of(JsonParser parser) {
            Fields fields = new Fields();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.texts.put(name, parser.getString());
                } else if (value == JsonToken.VALUE_NUMBER_INT) {
                    fields.numbers.put(name, parser.getLongValue());
                } else if (value == JsonToken.START_ARRAY && name.equals(TOKENS)) {
                    fields.tokens = usages(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return fields;
        }

        private static List<Usage> usages(JsonParser parser) {
            List<Usage> usages = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Fields fields = Fields.of(parser);
                usages.add(new Usage(
                        fields.text(ORG_ID),
                        fields.text(TOKEN_ID),
                        fields.number(REQUESTS),
                        fields.number(BYTES),
                        fields.number(LIMITED),
                        fields.number(REFUSED),
                        fields.instant(LAST_AT)));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("field " + TOKENS + " holds something else than objects");
            }
            return usages;
        }

        String text(String name) {
            String text = texts.get(name);
            if (text == null) {
                throw new IllegalArgumentException("field " + name + " is missing");
            }
            return text;
        }

        long number(String name) {
            Long number = numbers.get(name);
            if (number == null || number < 0) {
                throw new IllegalArgumentException("field " + name + " is missing or negative");
            }
            return number;
        }

        Instant instant(String name) {
            return Instant.ofEpochMilli(number(name));
        }
    }
}
