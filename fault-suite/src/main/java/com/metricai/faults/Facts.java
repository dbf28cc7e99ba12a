package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export says, read the plainest way and by none of the product's code.
 *
 * @param keys of its spans or events, one each; of metrics the sessions, which no other export has
 * @param micros micro-USD of its api_request events or cost points
 * @param promptMicros those of them that belong to a prompt
 * @param counts whether metrics say anything else than zero
 */
record Facts(Set<String> keys, int records, long micros, long promptMicros, long tokens, boolean counts) {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Facts of(Signal signal, byte[] body) {
        JsonNode root = JSON.readTree(body);
        return switch (signal) {
            case TRACES -> spans(root);
            case LOGS -> events(root);
            case METRICS -> points(root);
        };
    }

    private static Facts spans(JsonNode root) {
        Set<String> keys = new HashSet<>();
        int records = 0;
        for (JsonNode span : leaves(root, "resourceSpans", "scopeSpans", "spans")) {
            keys.add(span.path("traceId").asString() + " " + span.path("spanId").asString());
            records++;
        }
        return new Facts(keys, records, 0, 0, 0, true);
    }

    private static Facts events(JsonNode root) {
        Set<String> keys = new HashSet<>();
        int records = 0;
        long micros = 0;
        long ofPrompts = 0;
        long tokens = 0;
        for (JsonNode event : leaves(root, "resourceLogs", "scopeLogs", "logRecords")) {
            records++;
            String key = attribute(event, "session.id") + " "
                    + event.path("timeUnixNano").asLong() / NANOS_PER_MS + " "
                    + attribute(event, "event.sequence") + " " + attribute(event, "event.name");
            if (!keys.add(key) || !attribute(event, "event.name").equals("api_request")) {
                continue;
            }
            String exact = attribute(event, "cost_usd_micros");
            long cost = exact.isEmpty() ? micros(attribute(event, "cost_usd")) : Long.parseLong(exact);
            micros += cost;
            ofPrompts += attribute(event, "prompt.id").isEmpty() ? 0 : cost;
            for (String kind : List.of("input", "output", "cache_read", "cache_creation")) {
                tokens += number(attribute(event, kind + "_tokens"));
            }
        }
        return new Facts(keys, records, micros, ofPrompts, tokens, true);
    }

    private static Facts points(JsonNode root) {
        Set<String> sessions = new HashSet<>();
        int records = 0;
        long micros = 0;
        long tokens = 0;
        boolean counts = false;
        for (JsonNode metric : leaves(root, "resourceMetrics", "scopeMetrics", "metrics")) {
            String name = metric.path("name").asString("");
            for (JsonNode point : metric.path("sum").path("dataPoints")) {
                records++;
                sessions.add(attribute(point, "session.id"));
                String value = point.path("asDouble").asString("0");
                if (name.equals("claude_code.cost.usage")) {
                    micros += micros(value);
                    counts |= micros(value) > 0;
                } else if (name.equals("claude_code.token.usage")) {
                    tokens += number(value);
                    counts |= number(value) > 0;
                }
            }
        }
        return new Facts(sessions, records, micros, 0, tokens, counts);
    }

    private static List<JsonNode> leaves(JsonNode root, String outer, String middle, String inner) {
        List<JsonNode> leaves = new ArrayList<>();
        for (JsonNode one : root.path(outer)) {
            for (JsonNode two : one.path(middle)) {
                two.path(inner).forEach(leaves::add);
            }
        }
        return leaves;
    }

    private static String attribute(JsonNode record, String key) {
        for (JsonNode attribute : record.path("attributes")) {
            if (attribute.path("key").asString("").equals(key)) {
                for (JsonNode value : attribute.path("value")) {
                    return value.asString("");
                }
            }
        }
        return "";
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : new BigDecimal(text).longValueExact();
    }

    private static long micros(String usd) {
        return usd.isEmpty()
                ? 0
                : new BigDecimal(usd)
                        .movePointRight(6)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
