package com.metricai.standalone.e2e;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The records of some requests, each of them once, without any meaning yet. Read the plainest way. */
final class Facts {
    /** One span, event or point; values as text. */
    record Fact(Map<String, String> own, Map<String, String> resource, JsonNode node) {
        String get(String key) {
            return own.getOrDefault(key, "");
        }

        boolean has(String key) {
            return !get(key).isEmpty();
        }

        long number(String key) {
            return has(key) ? new BigDecimal(get(key)).longValue() : 0;
        }

        /** Keys in their order; within one the record before the resource. */
        String first(String otherwise, String... keys) {
            for (String key : keys) {
                for (Map<String, String> place : List.of(own, resource)) {
                    String value = place.getOrDefault(key, "");
                    if (!value.isEmpty()) {
                        return value;
                    }
                }
            }
            return otherwise;
        }

        String user() {
            return first("unknown", "user.email", "enduser.id", "user", "user.id");
        }

        String repo() {
            String vcs = first("", "vcs.owner.name") + "/" + first("", "vcs.repository.name");
            return first(vcs.length() > 1 ? vcs : "unattributed", "repo", "repository");
        }

        String session() {
            return first("user:" + first("unknown", "user.id"), "session.id");
        }

        String name() {
            return get("event.name");
        }

        /** UTC. */
        LocalDate day() {
            return LocalDate.ofInstant(
                    Instant.ofEpochSecond(0, node.path("timeUnixNano").asLong()), ZoneOffset.UTC);
        }

        /** Micro-USD of an api_request. */
        long micros() {
            return has("cost_usd_micros")
                    ? number("cost_usd_micros")
                    : Facts.micros(new BigDecimal(has("cost_usd") ? get("cost_usd") : "0"));
        }
    }

    /** One value of a counter. */
    record Point(String metric, boolean cumulative, BigDecimal value, Fact fact) {
        String series() {
            return metric
                    + new TreeMap<>(fact.own())
                    + new TreeMap<>(fact.resource())
                    + fact.node().path("startTimeUnixNano").asString("");
        }
    }

    final Map<String, Fact> spans = new LinkedHashMap<>();
    final Map<String, Fact> events = new LinkedHashMap<>();
    final List<Point> points = new ArrayList<>();
    private final Set<String> exports = new LinkedHashSet<>();

    static Facts of(List<Request> requests) {
        Facts facts = new Facts();
        requests.forEach(facts::read);
        return facts;
    }

    private void read(Request request) {
        JsonNode body = Suite.JSON.readTree(request.asJson().body());
        switch (request.signal()) {
            case TRACES -> readSpans(body);
            case LOGS -> readEvents(body);
            case METRICS -> {
                // A repeated export is the same export.
                if (exports.add(body.toString())) {
                    readPoints(body);
                }
            }
        }
    }

    private void readSpans(JsonNode body) {
        for (JsonNode rs : body.path("resourceSpans")) {
            for (JsonNode ss : rs.path("scopeSpans")) {
                for (JsonNode span : ss.path("spans")) {
                    spans.putIfAbsent(
                            span.path("traceId").asString()
                                    + span.path("spanId").asString(),
                            fact(span, rs));
                }
            }
        }
    }

    private void readEvents(JsonNode body) {
        for (JsonNode rl : body.path("resourceLogs")) {
            for (JsonNode sl : rl.path("scopeLogs")) {
                for (JsonNode log : sl.path("logRecords")) {
                    Fact event = fact(log, rl);
                    String key = List.of("session.id", "event.timestamp", "event.sequence", "event.name").stream()
                                    .allMatch(event::has)
                            ? event.get("session.id")
                                    + event.get("event.timestamp")
                                    + event.get("event.sequence")
                                    + event.name()
                            : log.toString();
                    events.putIfAbsent(key, event);
                }
            }
        }
    }

    private void readPoints(JsonNode body) {
        for (JsonNode rm : body.path("resourceMetrics")) {
            for (JsonNode sm : rm.path("scopeMetrics")) {
                for (JsonNode metric : sm.path("metrics")) {
                    JsonNode sum = metric.path("sum");
                    String temporality = sum.path("aggregationTemporality").asString("");
                    for (JsonNode point : sum.path("dataPoints")) {
                        JsonNode value = point.has("asDouble") ? point.path("asDouble") : point.path("asInt");
                        points.add(new Point(
                                metric.path("name").asString(),
                                temporality.equals("2") || temporality.endsWith("CUMULATIVE"),
                                new BigDecimal(value.asString("0")),
                                fact(point, rm)));
                    }
                }
            }
        }
    }

    private static Fact fact(JsonNode node, JsonNode parent) {
        return new Fact(
                attributes(node.path("attributes")),
                attributes(parent.path("resource").path("attributes")),
                node);
    }

    private static Map<String, String> attributes(JsonNode list) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonNode attribute : list) {
            for (JsonNode value : attribute.path("value")) {
                attributes.put(
                        attribute.path("key").asString(), value.isValueNode() ? value.asString("") : value.toString());
            }
        }
        return attributes;
    }

    static long micros(BigDecimal usd) {
        return usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
