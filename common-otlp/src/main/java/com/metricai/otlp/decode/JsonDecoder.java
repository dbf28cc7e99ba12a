package com.metricai.otlp.decode;

import com.metricai.otlp.Export;
import com.metricai.otlp.Signal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Decodes OTLP/JSON as a stream.
 *
 * <p>Names are taken in lowerCamelCase and as the .proto files spell them, enums as numbers or names, 64-bit integers as
 * numbers or strings, ids as hex, bytes as base64, doubles also as {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}. Null means absent. Unknown fields are skipped. A malformed field (of the wrong JSON type,
 * unparsable, out of range, an id of the wrong length) is dropped and counted, a list element likewise, and what it
 * belongs to is kept. When a key comes twice in one object, lists are concatenated and of anything else the last readable
 * value wins; of the alternatives of a value ({@code asInt}, {@code asDouble}) the last one too.
 * Every text is well-formed: lone surrogates are replaced by U+FFFD (in a field's name, where no client has them, they
 * make the body unreadable).
 */
public final class JsonDecoder {
    /** 64 nested key-value lists take 4 levels each, everything around them about a dozen. */
    private static final int MAX_NESTING = 500;

    /** The body limit is the caller's: within it, a prompt may have any length. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // Field names come from outside: neither keep them for ever nor fail on chosen collisions.
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private JsonDecoder() {}

    /**
     * Decodes one export.
     *
     * @param body uncompressed UTF-8
     * @throws DecodeException when the body is not one JSON object, is cut off, is nested more than 500 levels deep, or
     *     holds more than 100,000 records or 2,000,000 elements of lists
     */
    public static Export decode(Signal signal, byte[] body) {
        try (JsonParser parser = open(body)) {
            return read(signal, parser);
        }
    }

    @SuppressWarnings("UnusedException") // See DecodeException: it has no cause.
    private static JsonParser open(byte[] body) {
        try {
            return FACTORY.createParser(ObjectReadContext.empty(), body);
        } catch (JacksonException e) {
            throw new DecodeException("the body is in no encoding of JSON", 0);
        }
    }

    @SuppressWarnings("UnusedException") // See DecodeException: Jackson's messages quote the body.
    private static Export read(Signal signal, JsonParser parser) {
        try {
            JsonFields in = new JsonFields(parser);
            in.startDocument();
            Export export = switch (signal) {
                case TRACES -> new JsonTraces(in).export();
                case METRICS -> new JsonMetrics(in).export();
                case LOGS -> new JsonLogs(in).export();
            };
            in.endDocument();
            return export;
        } catch (StreamConstraintsException e) {
            throw new DecodeException("the JSON is nested too deep", offset(parser));
        } catch (UnexpectedEndOfInputException e) {
            throw new DecodeException("the JSON is cut off", offset(parser));
        } catch (JacksonException e) {
            throw new DecodeException("the body is not JSON", offset(parser));
        }
    }

    private static long offset(JsonParser parser) {
        return parser.currentLocation().getByteOffset();
    }
}
