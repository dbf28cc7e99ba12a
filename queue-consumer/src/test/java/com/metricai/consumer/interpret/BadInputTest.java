package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.NOON_NS;
import static com.metricai.consumer.interpret.Samples.event;
import static com.metricai.consumer.interpret.Samples.events;
import static com.metricai.consumer.interpret.Samples.metrics;
import static com.metricai.consumer.interpret.Samples.span;
import static com.metricai.consumer.interpret.Samples.spans;
import static com.metricai.consumer.interpret.Samples.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record holds, it is kept, and so are its neighbours. */
class BadInputTest {
    private static final String GOOD = event("user_prompt", NOON_NS, "session.id", "good");

    @Test
    void tenThousandAttributes_areRead() {
        String[] attributes = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 2 == 0 ? "key" + i : "value")
                .toArray(String[]::new);
        attributes[19_998] = "model";
        EventRow row = withNeighbours(event("api_request", NOON_NS, attributes));
        assertThat(row.model()).isEqualTo("value");
        assertThat(row.attributes()).isEqualTo("{}");
    }

    @Test
    void longStrings_areCut() {
        String long1 = "x".repeat(1_000_000);
        EventRow row = withNeighbours(event(
                "api_request",
                NOON_NS,
                "session.id",
                long1,
                "user",
                long1,
                "model",
                long1,
                "speed",
                long1,
                "prompt.id",
                long1));
        assertThat(row.model()).hasSize(256);
        assertThat(row.identity().user()).hasSize(256);
        assertThat(row.toString().length()).isLessThan(5_000);
    }

    @Test
    void deepNesting_isNoContentAndNoHarm() {
        String deep = "{\"arrayValue\":{\"values\":[".repeat(100) + "{\"intValue\":1}" + "]}}".repeat(100);
        EventRow row = withNeighbours(event("api_request", NOON_NS, "model", deep, "speed", deep, "user", deep));
        assertThat(row.model()).isEmpty();
        assertThat(row.identity().user()).isEqualTo("unknown");
    }

    @Test
    void loneSurrogates_areReplaced() {
        EventRow row = withNeighbours(event("api_request", NOON_NS, "model", "a\\ud800b", "user", "\\udfff"));
        assertThat(row.model()).isEqualTo("a\ufffdb");
        assertThat(row.identity().user()).isEqualTo("\ufffd");
    }

    @Test
    void cutting_keepsSurrogatePairsWhole() {
        EventRow row = withNeighbours(event("api_request", NOON_NS, "model", "x".repeat(255) + "\\ud83d\\ude00"));
        assertThat(row.model()).isEqualTo("x".repeat(255));
    }

    @Test
    void duplicateKeys_firstCounts() {
        EventRow row = withNeighbours(
                event("api_request", NOON_NS, "model", "first", "model", "second", "speed", "fast", "speed", "slow"));
        assertThat(row.model()).isEqualTo("first");
        assertThat(row.attributes()).isEqualTo("{\"speed\":\"fast\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost_usd",
                "cost_usd_micros",
                "input_tokens",
                "output_tokens",
                "cache_read_tokens",
                "cache_creation_tokens",
                "duration_ms",
                "success",
                "is_async",
                "status_code",
                "event.sequence",
                "model",
                "tool_name",
                "request_id",
                "agent_id",
                "prompt.id",
                "query_source",
                "decision",
                "error_type"
            })
    void wrongType_isDroppedAndCountedOnce(String key) {
        Interpreted.Events read = events(event("api_request", NOON_NS, key, "{\"arrayValue\":{\"values\":[]}}"), GOOD);
        assertThat(read.rows()).hasSize(2);
        assertThat(read.tally().counts()).containsEntry("note:malformed_field", 1L);
    }

    @Test
    void wrongTypesOfTheRecord_areDroppedAndCounted() {
        Interpreted.Events read = events(
                "{\"timeUnixNano\":[],\"body\":7,\"traceId\":{},\"spanId\":\"zz\",\"flags\":\"x\",\"attributes\":[7,{\"key\":\"model\","
                        + "\"value\":{\"stringValue\":\"m\"}}]}",
                GOOD);
        assertThat(read.rows()).hasSize(2);
        assertThat(read.rows().getFirst().model()).isEqualTo("m");
        assertThat(read.tally().counts().get("note:malformed_field")).isGreaterThanOrEqualTo(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7258118400000000000", "18446744073709551615", "1"})
    void times_beyondBelief_becomeTheDayOfReceipt(String nanos) {
        String at = "\"timeUnixNano\":\"" + NOON_NS + "\"";
        Interpreted.Events read = events(GOOD.replace(at, "\"timeUnixNano\":\"" + nanos + "\""), GOOD);
        assertThat(read.rows()).extracting(EventRow::day).containsOnly("2026-11-22");
        assertThat(read.tally().counts()).containsEntry("note:clock_skew", 1L);
        Interpreted.Spans span = spans(span("claude_code.tool", ",\"startTimeUnixNano\":\"" + nanos + "\""));
        assertThat(span.rows().getFirst().day()).isEqualTo("2026-11-22");
        Interpreted.Metrics points = metrics(sum("claude_code.commit.count", 1, "1")
                .replaceFirst("\"timeUnixNano\":\"\\d+\"", "\"timeUnixNano\":\"" + nanos + "\""));
        assertThat(points.points().getFirst().dimensions().day()).isEqualTo("2026-11-22");
    }

    @Test
    void manyBadPoints_leaveTheGoodOnes() {
        String bad = IntStream.range(0, 100)
                .mapToObj(i -> "{\"asDouble\":" + (i % 2 == 0 ? "\"NaN\"" : "\"-Infinity\"") + "}")
                .collect(Collectors.joining(","));
        Interpreted.Metrics read = metrics(
                "{\"name\":\"claude_code.commit.count\",\"sum\":{\"aggregationTemporality\":1,\"dataPoints\":[" + bad
                        + "]}}",
                sum("claude_code.commit.count", 1, "2"));
        assertThat(read.decoded()).isEqualTo(101);
        assertThat(read.points()).extracting(MetricPoint::value).containsExactly(2L);
        assertThat(read.tally().counts()).containsEntry("dropped:malformed_value", 100L);
    }

    private static EventRow withNeighbours(String logRecord) {
        Interpreted.Events read = events(GOOD, logRecord, GOOD);
        assertThat(read.decoded()).isEqualTo(3);
        assertThat(read.rows()).hasSize(3);
        assertThat(read.rows().getFirst().identity().sessionId()).isEqualTo("good");
        assertThat(read.rows().getLast().identity().sessionId()).isEqualTo("good");
        return read.rows().get(1);
    }
}
