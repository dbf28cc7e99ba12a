package com.metricai.standalone.e2e;

import com.metricai.standalone.e2e.Facts.Fact;
import com.metricai.standalone.e2e.Facts.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the panels must answer for some requests, computed independently of everything under test and without any concern
 * for speed: straight sums over what was sent, each record once.
 */
final class NaiveReader {
    /** One prompt. */
    record Prompt(
            long costMicros,
            long apiRequests,
            long apiErrors,
            long toolCalls,
            long toolFailures,
            long subagents,
            long rejects,
            Set<String> traces) {}

    /** The spans of one trace. */
    record Tree(long spans, long llmRequests, long toolCalls, long agents, long orphans, long blockedMs) {}

    /** One session that counts. Its sums are of events: where only metrics came, they are kept by day, not by session. */
    record Session(String user, long prompts, long costMicros, long tokens, long toolCalls, long apiErrors) {}

    private static final List<String> TOKENS =
            List.of("input_tokens", "output_tokens", "cache_read_tokens", "cache_creation_tokens");

    private final Facts facts;
    private final Set<String> ledgers;
    private final Set<String> withEvents;

    private NaiveReader(Facts facts) {
        this.facts = facts;
        // Sessions whose events are their ledger; the metrics of the others count.
        ledgers = sessions(named("api_request"));
        withEvents = sessions(facts.events.values().stream());
    }

    static NaiveReader of(List<Request> requests) {
        return new NaiveReader(Facts.of(requests));
    }

    Facts facts() {
        return facts;
    }

    private Stream<Fact> named(String... names) {
        return facts.events.values().stream().filter(event -> List.of(names).contains(event.name()));
    }

    private static Set<String> sessions(Stream<Fact> facts) {
        return facts.map(Fact::session).collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, Long> costBy(Function<Fact, String> key) {
        Map<String, Long> sums = new TreeMap<>();
        named("api_request").forEach(event -> sums.merge(key.apply(event), event.micros(), Long::sum));
        metric("claude_code.cost.usage", point -> !ledgers.contains(point.fact().session()), Facts::micros)
                .forEach((point, micros) -> sums.merge(key.apply(point.fact()), micros, Long::sum));
        sums.values().removeIf(micros -> micros == 0);
        return sums;
    }

    long cost() {
        return costBy(fact -> "").getOrDefault("", 0L);
    }

    /** By the attribute of events; of metrics the attribute {@code type} tells. */
    long tokens(String attribute) {
        Map<String, String> types = Map.of(
                "input_tokens", "input",
                "output_tokens", "output",
                "cache_read_tokens", "cacheRead",
                "cache_creation_tokens", "cacheCreation");
        return named("api_request").mapToLong(event -> event.number(attribute)).sum()
                + total(
                        "claude_code.token.usage",
                        point -> !ledgers.contains(point.fact().session())
                                && point.fact().get("type").equals(types.get(attribute)));
    }

    /** Sum of a counter: deltas are added; of a cumulative series its highest value counts. */
    long total(String metric, Predicate<Point> wanted) {
        return metric(
                        metric,
                        wanted,
                        value -> value.setScale(0, RoundingMode.HALF_UP).longValueExact())
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Map<Point, Long> metric(String name, Predicate<Point> wanted, ToLongFunction<BigDecimal> amount) {
        Map<Point, Long> amounts = new LinkedHashMap<>();
        Map<String, Point> highest = new LinkedHashMap<>();
        for (Point point : facts.points) {
            if (!point.metric().equals(name) || !wanted.test(point)) {
                continue;
            }
            if (point.cumulative()) {
                highest.merge(point.series(), point, (a, b) -> a.value().compareTo(b.value()) >= 0 ? a : b);
            } else {
                amounts.merge(point, amount.applyAsLong(point.value()), Long::sum);
            }
        }
        highest.values().forEach(point -> amounts.put(point, amount.applyAsLong(point.value())));
        return amounts;
    }

    /** Milliseconds of activity. */
    long activeMs() {
        return metric("claude_code.active_time.total", point -> true, seconds -> Facts.micros(seconds.movePointLeft(3)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Accepts and rejects by tool; of metrics where a session has no events. */
    Map<String, List<Long>> decisions() {
        Map<String, List<Long>> decisions = new TreeMap<>();
        named("tool_decision").forEach(event -> decide(decisions, event, 1));
        metric(
                        "claude_code.code_edit_tool.decision",
                        point -> !withEvents.contains(point.fact().session()),
                        BigDecimal::longValueExact)
                .forEach((point, times) -> decide(decisions, point.fact(), times));
        return decisions;
    }

    private static void decide(Map<String, List<Long>> decisions, Fact fact, long times) {
        boolean accepted = fact.get("decision").equals("accept");
        decisions.merge(
                fact.get("tool_name"),
                accepted ? List.of(times, 0L) : List.of(0L, times),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }

    long count(String event, Predicate<Fact> wanted) {
        return named(event).filter(wanted).count();
    }

    Map<String, Prompt> prompts() {
        return facts.events.values().stream()
                .filter(event -> event.has("prompt.id"))
                .collect(Collectors.groupingBy(
                        event -> event.get("prompt.id"),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), NaiveReader::prompt)));
    }

    private static Prompt prompt(List<Fact> events) {
        return new Prompt(
                events.stream()
                        .filter(event -> event.name().equals("api_request"))
                        .mapToLong(Fact::micros)
                        .sum(),
                times(events, "api_request"),
                times(events, "api_error"),
                times(events, "tool_result"),
                events.stream()
                        .filter(event -> event.name().equals("tool_result")
                                && event.get("success").equals("false"))
                        .count(),
                distinct(events, "agent_id"),
                events.stream()
                        .filter(event -> event.name().equals("tool_decision")
                                && event.get("decision").equals("reject"))
                        .count(),
                events.stream()
                        .map(event -> event.node().path("traceId").asString(""))
                        .filter(trace -> !trace.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static long times(List<Fact> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).count();
    }

    private static long distinct(List<Fact> facts, String key) {
        return facts.stream()
                .filter(fact -> fact.has(key))
                .map(fact -> fact.get(key))
                .distinct()
                .count();
    }

    Map<String, Tree> trees() {
        return facts.spans.values().stream()
                .collect(Collectors.groupingBy(
                        span -> span.node().path("traceId").asString(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), NaiveReader::tree)));
    }

    private static Tree tree(List<Fact> spans) {
        Set<String> ids = spans.stream()
                .map(span -> span.node().path("spanId").asString())
                .collect(Collectors.toCollection(HashSet::new));
        return new Tree(
                spans.size(),
                spansNamed(spans, "claude_code.llm_request").count(),
                spansNamed(spans, "claude_code.tool.execution").count(),
                distinct(spans, "agent_id"),
                spans.stream()
                        .map(span -> span.node().path("parentSpanId").asString(""))
                        .filter(parent -> !parent.isEmpty() && !ids.contains(parent))
                        .count(),
                spansNamed(spans, "claude_code.tool.blocked_on_user")
                        .filter(span -> span.get("source").startsWith("user_"))
                        .mapToLong(span -> span.number("duration_ms"))
                        .sum());
    }

    private static Stream<Fact> spansNamed(List<Fact> spans, String name) {
        return spans.stream()
                .filter(span -> span.node().path("name").asString("").equals(name));
    }

    /** Those that count: with a prompt or a request, or started, where only metrics came. */
    Map<String, Session> sessions() {
        Set<String> counted = sessions(named("user_prompt", "api_request"));
        facts.points.stream()
                .filter(point -> point.metric().equals("claude_code.session.count"))
                .map(Point::fact)
                .filter(fact -> !fact.get("start_type").equals("continue") && !withEvents.contains(fact.session()))
                .forEach(fact -> counted.add(fact.session()));
        Map<String, Session> sessions = new TreeMap<>();
        counted.forEach(id -> sessions.put(id, session(id)));
        return sessions;
    }

    private Session session(String id) {
        List<Fact> events = facts.events.values().stream()
                .filter(event -> event.session().equals(id))
                .toList();
        String user = Stream.concat(events.stream(), facts.points.stream().map(Point::fact))
                .filter(fact -> fact.session().equals(id))
                .map(Fact::user)
                .findFirst()
                .orElseThrow();
        return new Session(
                user,
                distinct(events, "prompt.id"),
                costBy(Fact::session).getOrDefault(id, 0L),
                events.stream()
                                .filter(event -> event.name().equals("api_request"))
                                .mapToLong(event ->
                                        TOKENS.stream().mapToLong(event::number).sum())
                                .sum()
                        + total(
                                "claude_code.token.usage",
                                point -> point.fact().session().equals(id) && !ledgers.contains(id)),
                times(events, "tool_result"),
                times(events, "api_error"));
    }

    /** The days of everything that counts, first and last. */
    LocalDate[] range() {
        TreeSet<LocalDate> days = Stream.concat(
                        facts.events.values().stream(), facts.points.stream().map(Point::fact))
                .map(Fact::day)
                .collect(Collectors.toCollection(TreeSet::new));
        return new LocalDate[] {days.first(), days.last()};
    }

    Set<String> users() {
        return Stream.of(
                        facts.events.values().stream(),
                        facts.points.stream().map(Point::fact),
                        facts.spans.values().stream())
                .flatMap(all -> all)
                .map(Fact::user)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
