package com.metricai.service;

import static java.util.Objects.requireNonNull;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads log output back; fails on a line that is not one JSON object. */
public final class LogLines {
    private static final JsonMapper JSON = new JsonMapper();

    private LogLines() {}

    public static List<JsonNode> parse(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .toList();
    }

    public static List<JsonNode> withMessage(String output, String message) {
        return parse(output).stream()
                .filter(line -> text(line, "message").equals(message))
                .toList();
    }

    public static String text(JsonNode line, String field) {
        return requireNonNull(line.get(field), field).asString();
    }
}
