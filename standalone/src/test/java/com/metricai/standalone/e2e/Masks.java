package com.metricai.standalone.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of an answer what depends on the day and the port on which the test runs. */
final class Masks {
    /** Receipt times and what is reckoned from today; the replacements keep the type. */
    private static final Map<String, JsonNode> FIXED = Map.of(
            "weeklyRunRateUsd", JsonNodeFactory.instance.numberNode(0),
            "monthEndForecastUsd", JsonNodeFactory.instance.numberNode(0),
            "ingestUrl", JsonNodeFactory.instance.stringNode("http://127.0.0.1:4318"),
            "lastIngestAt", received(),
            "lastRollupAt", received(),
            "metricsLastSeen", received(),
            "logsLastSeen", received(),
            "tracesLastSeen", received());

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile(DAY + "T[0-9:.]+Z");

    private Masks() {}

    private static JsonNode received() {
        return JsonNodeFactory.instance.stringNode("2026-11-22T23:59:59Z");
    }

    /** A copy with every day and instant moved and the fixed fields replaced, where they are not null. */
    static JsonNode apply(JsonNode node, Duration shift) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                JsonNode fixed = FIXED.get(field.getKey());
                copy.set(
                        field.getKey(),
                        fixed == null || field.getValue().isNull() ? apply(field.getValue(), shift) : fixed);
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(apply(item, shift)));
            return copy;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(moved(node.asString(), shift)) : node;
    }

    private static String moved(String text, Duration shift) {
        if (INSTANT.matcher(text).matches()) {
            return Instant.parse(text).plus(shift).toString();
        }
        return DAY.matcher(text).matches() ? moveDays(text, shift) : text;
    }

    /** Every day in a text, a query for one. */
    static String moveDays(String text, Duration shift) {
        return DAY.matcher(text)
                .replaceAll(day ->
                        LocalDate.parse(day.group()).plusDays(shift.toDays()).toString());
    }
}
