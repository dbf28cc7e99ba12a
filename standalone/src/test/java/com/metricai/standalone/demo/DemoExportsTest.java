package com.metricai.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoExportsTest {
    private static final long SEED = 7;
    private static final Instant END = Instant.parse("2026-11-20T15:42:10.123Z");
    private static final DemoReading STORY = DemoReading.of(SEED, END);

    @Test
    void sameSeedAndEnd_giveTheSameBytes() {
        DemoExports first = DemoExports.of(SEED, END);
        DemoExports second = DemoExports.of(SEED, END);
        while (first.hasNext()) {
            assertThat(Arrays.equals(first.next().body(), second.next().body())).isTrue();
        }
        assertThat(second.hasNext()).isFalse();
        assertThat(DemoExports.of(SEED + 1, END).next().body())
                .isNotEqualTo(DemoExports.of(SEED, END).next().body());
    }

    @Test
    void days_neverGoBack() {
        DemoExports exports = DemoExports.of(SEED, END);
        LocalDate day = LocalDate.MIN;
        while (exports.hasNext()) {
            LocalDate next = exports.next().day();
            assertThat(next).isAfterOrEqualTo(day);
            day = next;
        }
        assertThat(day).isEqualTo(LocalDate.parse("2026-11-20"));
    }

    @Test
    void volume_fitsTheBudget() {
        assertThat(STORY.records).isBetween(100_000L, 250_000L);
        assertThat(STORY.requests).isLessThan(5_000);
        assertThat(STORY.largestBatch).isLessThanOrEqualTo(512);
    }

    @Test
    void everything_decodesAndIsLabelled() {
        assertThat(STORY.droppedFields).isZero();
        assertThat(STORY.unlabelled).isZero();
        assertThat(STORY.eventKeys)
                .hasSize(STORY.events.values().stream().mapToInt(n -> n).sum());
    }

    /** At any hour of any weekday the demo is whole and nothing lies in the future. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T15:42:10.123Z",
                "2026-11-22T00:00:01Z",
                "2026-11-23T00:10:00Z",
                "2026-03-02T09:00:00Z",
            })
    void anyEnd_hasAllThatADemoMustShow(Instant end) {
        DemoReading story = end.equals(END) ? STORY : DemoReading.of(end.toEpochMilli(), end);
        Instant start = LocalDate.ofInstant(end, ZoneOffset.UTC)
                .minusDays(27)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        assertThat(Instant.ofEpochSecond(0, story.earliest)).isBetween(start, start.plus(Duration.ofDays(4)));
        assertThat(Instant.ofEpochSecond(0, story.latest)).isBetween(end.minus(Duration.ofDays(3)), end);
        assertThat(story.records).isBetween(90_000L, 300_000L);
        // Sizes only: a failure should not print every span.
        assertThat(story.traces.values().stream().map(List::size)).anyMatch(size -> size > 1_400 && size < 3_000);
        assertThat(story.traces.values().stream()
                        .filter(spans -> agents(spans) >= 4)
                        .map(List::size))
                .anyMatch(size -> size > 200 && size < 450);
        assertThat(story.events).containsKeys("api_error", "api_retries_exhausted", "assistant_response", "compaction");
        assertThat(story.startTypes).containsKeys("fresh", "resume", "continue");
        assertThat(story.asyncCompleted).isGreaterThanOrEqualTo(3);
        assertThat(story.nestedCompleted).isPositive();
        assertThat(story.failedTools).isPositive();
        assertThat(story.daysOfSession.values()).anyMatch(days -> days.size() > 1);
    }

    @Test
    void cast_isComplete() {
        assertThat(STORY.signalsOfUser).hasSize(25);
        assertThat(STORY.teams).containsExactlyInAnyOrder("platform", "payments", "mobile", "data");
        assertThat(STORY.repos).hasSize(8);
        assertThat(STORY.models).hasSize(3);
        assertThat(STORY.signalsOfUser.values())
                .filteredOn(Set.of("metrics")::equals)
                .hasSize(2);
        assertThat(STORY.signalsOfUser.values())
                .filteredOn(Set.of("metrics", "logs")::equals)
                .hasSize(3);
    }

    @Test
    void metricsAndEvents_agreeToTheMicroDollar() {
        assertThat(STORY.eventCost).hasSizeGreaterThan(300);
        STORY.eventCost.forEach((session, micros) ->
                assertThat(STORY.metricCost.get(session)).describedAs(session).isEqualTo(micros));
    }

    @Test
    void weekends_areQuiet() {
        int weekdays = prompts(false);
        int weekends = prompts(true);
        assertThat(weekends).isPositive().isLessThan(weekdays / 20);
    }

    @Test
    void checkout_risesInTheLastWeek() {
        Map<LocalDate, Long> cost = STORY.costOfRepo.getOrDefault("acme/checkout", Map.of());
        long before = sum(cost, LocalDate.parse("2026-11-06"), LocalDate.parse("2026-11-12"));
        long after = sum(cost, LocalDate.parse("2026-11-13"), LocalDate.parse("2026-11-19"));
        assertThat(before).isPositive();
        assertThat(after).isGreaterThan(2 * before);
    }

    @Test
    void sceptic_rejectsMost() {
        Map<String, Integer> rejections = STORY.decisions.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("user_reject "))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(12), Map.Entry::getValue));
        int most = rejections.values().stream().mapToInt(n -> n).max().orElseThrow();
        assertThat(rejections).containsEntry("noah.becker@acme.example", most);
    }

    /** Enough, in the week that the dashboard compares, that the share says something. */
    @Test
    void peopleRefuseTheWeb_moreThanAnythingElse() {
        LocalDate from = LocalDate.parse("2026-11-14");
        Map<String, List<DemoReading.Asked>> week = STORY.askedOfTool.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .filter(asked -> !asked.day().isBefore(from))
                                .toList()));
        assertThat(week.getOrDefault("WebFetch", List.of())).hasSizeGreaterThanOrEqualTo(20);
        assertThat(refused(week.getOrDefault("WebFetch", List.of()))).isBetween(0.25, 0.40);
        assertThat(refused(week.getOrDefault("Bash", List.of()))).isLessThan(0.2);
    }

    private static double refused(List<DemoReading.Asked> asked) {
        return asked.stream().filter(DemoReading.Asked::refused).count() / (double) asked.size();
    }

    @Test
    void waits_lastSecondsToMinutes() {
        assertThat(STORY.waits).anyMatch(wait -> wait < 5_000).anyMatch(wait -> wait > 60_000);
    }

    @Test
    void allEightMetrics_areThere() {
        assertThat(STORY.metricTotals).hasSize(8);
    }

    @Test
    void spans_formTreesWithChildrenFirst() {
        for (List<Span> spans : STORY.traces.values()) {
            Set<String> ids = spans.stream().map(Span::spanId).collect(Collectors.toSet());
            assertThat(ids).hasSameSizeAs(spans);
            assertThat(spans.stream().filter(span -> span.parentSpanId().isEmpty()))
                    .singleElement()
                    .extracting(Span::name)
                    .isEqualTo("claude_code.interaction");
            assertThat(ids)
                    .containsAll(spans.stream()
                            .map(Span::parentSpanId)
                            .filter(id -> !id.isEmpty())
                            .toList());
        }
        assertThat(STORY.traces.values()).anyMatch(spans -> depth(spans) >= 3);
    }

    private static long agents(List<Span> spans) {
        return spans.stream()
                .map(span -> span.attributes().string("agent_id"))
                .filter(id -> id != null)
                .distinct()
                .count();
    }

    /** How deep the subagents of a tree are nested. */
    private static int depth(List<Span> spans) {
        Map<String, String> parents = spans.stream()
                .filter(span -> span.attributes().string("parent_agent_id") != null)
                .collect(Collectors.toMap(
                        span -> String.valueOf(span.attributes().string("agent_id")),
                        span -> String.valueOf(span.attributes().string("parent_agent_id")),
                        (one, same) -> one));
        int deepest = 0;
        for (String agent : new HashSet<>(parents.keySet())) {
            int depth = 1;
            for (String at = agent; parents.containsKey(at); at = parents.get(at)) {
                depth++;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static int prompts(boolean weekend) {
        return STORY.promptsByDay.entrySet().stream()
                .filter(entry -> DemoPlan.isWeekend(entry.getKey()) == weekend)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static long sum(Map<LocalDate, Long> costs, LocalDate from, LocalDate to) {
        return costs.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().isBefore(from) && !entry.getKey().isAfter(to))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
