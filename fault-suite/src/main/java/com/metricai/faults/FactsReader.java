package com.metricai.faults;

import com.metricai.otlp.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an export says the plainest way, and with none of the product's code. */
final class FactsReader {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int CUMULATIVE = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Measure> EVENT_TOKENS = Map.of(
            "input_tokens", Measure.INPUT_TOKENS,
            "output_tokens", Measure.OUTPUT_TOKENS,
            "cache_read_tokens", Measure.CACHE_READ_TOKENS,
            "cache_creation_tokens", Measure.CACHE_CREATION_TOKENS);

    private FactsReader() {}

    /**
     * The facts of a body.
     *
     * @param body plain OTLP/JSON
     */
    static Facts read(Signal signal, byte[] body) {
        JsonNode root = JSON.readTree(body);
        return switch (signal) {
            case TRACES -> spans(root);
            case LOGS -> events(root);
            case METRICS -> points(root);
        };
    }

    private static Facts spans(JsonNode root) {
        Set<String> keys = new HashSet<>();
        List<JsonNode> spans = leaves(root, "resourceSpans", "scopeSpans", "spans");
        for (JsonNode span : spans) {
            keys.add(span.path("traceId").asString() + " " + span.path("spanId").asString());
        }
        return new Facts.Spans(Set.copyOf(keys), spans.size());
    }

    private static Facts events(JsonNode root) {
        Set<String> keys = new HashSet<>();
        Set<String> ledgers = new HashSet<>();
        Set<String> sessions = new HashSet<>();
        Amounts amounts = Amounts.NONE;
        long ofPrompts = 0;
        List<JsonNode> events = leaves(root, "resourceLogs", "scopeLogs", "logRecords");
        for (JsonNode event : events) {
            String session = attribute(event, "session.id");
            String name = attribute(event, "event.name");
            String key = session + " " + event.path("timeUnixNano").asLong() / NANOS_PER_MS + " "
                    + attribute(event, "event.sequence") + " " + name;
            sessions.add(session);
            if (!keys.add(key)) {
                continue;
            }
            if (name.equals("tool_decision")) {
                Measure decision = Measure.of("claude_code.code_edit_tool.decision", attribute(event, "decision"));
                amounts = decision == null ? amounts : amounts.plus(decision, 1);
            }
            if (name.equals("api_request")) {
                ledgers.add(session);
                String exact = attribute(event, "cost_usd_micros");
                long cost = exact.isEmpty() ? scaled(attribute(event, "cost_usd"), 6) : Long.parseLong(exact);
                ofPrompts += attribute(event, "prompt.id").isEmpty() ? 0 : cost;
                amounts = amounts.plus(Measure.COST_MICROS, cost);
                for (Map.Entry<String, Measure> kind : EVENT_TOKENS.entrySet()) {
                    amounts = amounts.plus(kind.getValue(), scaled(attribute(event, kind.getKey()), 0));
                }
            }
        }
        return new Facts.Events(
                Set.copyOf(keys), events.size(), amounts, ofPrompts, Set.copyOf(ledgers), Set.copyOf(sessions));
    }

    private static Facts points(JsonNode root) {
        Map<String, Amounts> sessions = new HashMap<>();
        Map<String, Amounts> running = new HashMap<>();
        int records = 0;
        int counted = 0;
        for (JsonNode metric : leaves(root, "resourceMetrics", "scopeMetrics", "metrics")) {
            JsonNode sum = metric.path("sum");
            boolean isRunning = sum.path("aggregationTemporality").asInt(0) == CUMULATIVE;
            for (JsonNode point : sum.path("dataPoints")) {
                records++;
                Measure measure = Measure.of(
                        metric.path("name").asString(""), attribute(point, "type") + attribute(point, "decision"));
                // --continue counts a session that is never used again.
                if (measure == null || attribute(point, "start_type").equals("continue")) {
                    continue;
                }
                counted++;
                long value = scaled(point.path("asDouble").asString("0"), measure.digits());
                (isRunning ? running : sessions)
                        .merge(
                                attribute(point, "session.id"),
                                Amounts.NONE.plus(measure, value),
                                isRunning ? Amounts::max : Amounts::plus);
            }
        }
        return new Facts.Points(records, counted, Map.copyOf(sessions), Map.copyOf(running));
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

    private static long scaled(String number, int digits) {
        return number.isEmpty()
                ? 0
                : new BigDecimal(number)
                        .movePointRight(digits)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
