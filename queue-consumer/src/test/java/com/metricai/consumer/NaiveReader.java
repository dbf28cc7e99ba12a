package com.metricai.consumer;

import com.metricai.otlp.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What OTLP/JSON requests say, read a second time without any of the project's code: as maps, with loops, keeping everything
 * in memory. For the client's own requests; it is not lenient.
 */
public final class NaiveReader {
    /** An event or a metric point with its attributes as text, the resource's below the record's. */
    public record Item(
            String name,
            Map<String, String> attributes,
            @Nullable String traceId,
            BigDecimal value) {
        public String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        public long number(String key) {
            String text = attribute(key);
            return text.isEmpty() ? 0 : new BigDecimal(text).longValue();
        }

        public String session() {
            return attributes.containsKey("session.id") ? attribute("session.id") : "user:" + attribute("user.id");
        }

        public String user() {
            return first("unknown", "user.email", "enduser.id", "user", "user.id");
        }

        public String repo() {
            return first("unattributed", "repo", "repository");
        }

        private String first(String otherwise, String... keys) {
            for (String key : keys) {
                if (!attribute(key).isEmpty()) {
                    return attribute(key);
                }
            }
            return otherwise;
        }

        public long costMicros() {
            String micros = attribute("cost_usd_micros");
            return micros.isEmpty() ? micros(new BigDecimal("0" + attribute("cost_usd"))) : Long.parseLong(micros);
        }

        /** Of a cost point. */
        public long valueMicros() {
            return micros(value);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    public final Set<String> spans = new HashSet<>();
    private final Map<String, Item> events = new TreeMap<>();
    private final List<Item> points = new ArrayList<>();
    private final Map<String, Item> highest = new HashMap<>();
    private final Set<String> exports = new HashSet<>();

    public static NaiveReader of(Collection<Captures.Request> requests) {
        NaiveReader reader = new NaiveReader();
        requests.forEach(request -> reader.read(request.signal(), request.body()));
        return reader;
    }

    private void read(Signal signal, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode root = JSON.readTree(text);
        switch (signal) {
            case TRACES ->
                each(
                        root,
                        "resourceSpans",
                        "scopeSpans",
                        "spans",
                        (resource, span) -> spans.add(span.get("traceId").asString()
                                + span.get("spanId").asString()));
            case LOGS -> each(root, "resourceLogs", "scopeLogs", "logRecords", this::event);
            case METRICS -> {
                if (exports.add(text)) {
                    each(root, "resourceMetrics", "scopeMetrics", "metrics", this::metric);
                }
            }
        }
    }

    private interface Each {
        void accept(JsonNode resource, JsonNode item);
    }

    private static void each(JsonNode root, String resources, String scopes, String items, Each each) {
        for (JsonNode resource : root.path(resources)) {
            for (JsonNode scope : resource.path(scopes)) {
                for (JsonNode item : scope.path(items)) {
                    each.accept(resource.path("resource").path("attributes"), item);
                }
            }
        }
    }

    private static Map<String, String> attributes(JsonNode resource, JsonNode own) {
        Map<String, String> attributes = new TreeMap<>();
        for (JsonNode list : List.of(resource, own)) {
            for (JsonNode attribute : list) {
                JsonNode value = attribute.get("value").iterator().next();
                attributes.put(attribute.get("key").asString(), value.isValueNode() ? value.asString() : "" + value);
            }
        }
        return attributes;
    }

    private void event(JsonNode resource, JsonNode event) {
        Map<String, String> own = attributes(JSON.createArrayNode(), event.get("attributes"));
        String session = own.get("session.id");
        String key = session == null
                ? event.toString()
                : session + own.get("event.timestamp") + "#" + own.get("event.sequence") + own.get("event.name");
        String traceId = event.path("traceId").asString("");
        events.putIfAbsent(
                key,
                new Item(
                        own.getOrDefault("event.name", ""),
                        attributes(resource, event.get("attributes")),
                        traceId.isEmpty() ? null : traceId,
                        BigDecimal.ZERO));
    }

    private void metric(JsonNode resource, JsonNode metric) {
        JsonNode sum = metric.path("sum");
        for (JsonNode point : sum.path("dataPoints")) {
            Map<String, String> attributes = attributes(resource, point.get("attributes"));
            Item item = new Item(
                    metric.get("name").asString().replace("claude_code.", ""),
                    attributes,
                    null,
                    new BigDecimal(point.get("asDouble").asString()));
            if (sum.get("aggregationTemporality").asInt() == 1) {
                points.add(item);
            } else {
                String series = item.name + attributes + point.get("startTimeUnixNano");
                highest.merge(series, item, (a, b) -> a.value.compareTo(b.value) >= 0 ? a : b);
            }
        }
    }

    private static long micros(BigDecimal usd) {
        return usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    public Collection<Item> events() {
        return events.values();
    }

    public List<Item> events(String name) {
        return events.values().stream().filter(event -> event.name.equals(name)).toList();
    }

    /** Delta points, and of each cumulative series its highest. */
    public List<Item> points(String name) {
        List<Item> all = new ArrayList<>(points);
        all.addAll(highest.values());
        return all.stream().filter(point -> point.name.equals(name)).toList();
    }

    /** The points of sessions that have no api_request: metrics are their ledger. */
    public List<Item> ledgerPoints(String name) {
        Set<String> bySession = new HashSet<>();
        events("api_request").forEach(event -> bySession.add(event.session()));
        return points(name).stream()
                .filter(point -> !bySession.contains(point.session()))
                .toList();
    }

    /** The ledger's cost in micro-USD by whatever is asked for, zeros left out. */
    public Map<String, Long> costBy(Function<Item, String> key) {
        Map<String, Long> costs = new TreeMap<>();
        events("api_request").forEach(event -> costs.merge(key.apply(event), event.costMicros(), Long::sum));
        ledgerPoints("cost.usage").forEach(point -> costs.merge(key.apply(point), point.valueMicros(), Long::sum));
        costs.values().removeIf(cost -> cost == 0);
        return costs;
    }

    /** The ledger's tokens; {@code attribute} of the events, {@code type} of the points. */
    public long tokens(String attribute, String type) {
        return sum(events("api_request"), event -> event.number(attribute))
                + sum(
                        ledgerPoints("token.usage"),
                        point -> point.attribute("type").equals(type) ? whole(point) : 0);
    }

    public long count(String event, Predicate<Item> which) {
        return events(event).stream().filter(which).count();
    }

    public static long sum(Collection<Item> items, Function<Item, Long> amount) {
        return items.stream().mapToLong(amount::apply).sum();
    }

    public static long whole(Item point) {
        return point.value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
