package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.NOON_NS;
import static com.metricai.consumer.interpret.Samples.metrics;
import static com.metricai.consumer.interpret.Samples.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricInterpreterTest {
    @ParameterizedTest
    @CsvSource({
        "session.count, start_type, fresh, 1, SESSIONS, 1",
        "session.count, start_type, resume, 1, SESSIONS, 1",
        "cost.usage, query_source, main, 0.0064185, COST_MICROS, 6419",
        "token.usage, type, input, 3, INPUT_TOKENS, 3",
        "token.usage, type, output, 3, OUTPUT_TOKENS, 3",
        "token.usage, type, cacheRead, 0, CACHE_READ_TOKENS, 0",
        "token.usage, type, cacheCreation, 3, CACHE_CREATION_TOKENS, 3",
        "active_time.total, type, user, 1.2345, ACTIVE_USER_MS, 1235",
        "active_time.total, type, cli, 2, ACTIVE_CLI_MS, 2000",
        "lines_of_code.count, type, added, 5, LINES_ADDED, 5",
        "lines_of_code.count, type, removed, 0, LINES_REMOVED, 0",
        "commit.count, x, y, 1, COMMITS, 1",
        "pull_request.count, x, y, 1, PULL_REQUESTS, 1",
        "code_edit_tool.decision, decision, accept, 1, EDIT_ACCEPTS, 1",
        "code_edit_tool.decision, decision, reject, 1, EDIT_REJECTS, 1"
    })
    void point_isAMeasure(String name, String key, String value, String number, Measure measure, long amount) {
        Interpreted.Metrics read = metrics(sum("claude_code." + name, 1, number, key, value));
        MetricPoint point = read.points().getFirst();
        assertThat(point.measure()).isEqualTo(measure);
        assertThat(point.value()).isEqualTo(amount);
        assertThat(point.series()).isNull();
        assertThat(point.dimensions().minute()).isEqualTo(NOON_NS / 1_000_000_000 + 60);
        assertThat(read.tally().counts()).isEmpty();
    }

    @Test
    void decision_carriesItsToolStatusAndSource() {
        MetricPoint.Dimensions reject = metrics(sum(
                        "claude_code.code_edit_tool.decision",
                        1,
                        "1",
                        "decision",
                        "reject",
                        "source",
                        "user_reject",
                        "tool_name",
                        "Edit"))
                .points()
                .getFirst()
                .dimensions();
        assertThat(reject.status()).isEqualTo("rejected");
        assertThat(reject.decisionSource()).isEqualTo("user_reject");
        assertThat(reject.tool()).isEqualTo("Edit");
    }

    @Test
    void continuedSession_isNotCounted() {
        Interpreted.Metrics read = metrics(sum("claude_code.session.count", 1, "1", "start_type", "continue"));
        assertThat(read.points()).isEmpty();
        assertThat(read.tally().counts()).containsEntry("dropped:not_counted", 1L);
    }

    @Test
    void unknownMetric_isCountedByNameAndNeverAnError() {
        Interpreted.Metrics read = metrics(
                sum("claude_code.brand_new", 1, "1"),
                sum("claude_code.brand_new", 1, "1"),
                sum("a name with secrets", 1, "1"),
                sum("claude_code.commit.count", 1, "1"));
        assertThat(read.points()).hasSize(1);
        assertThat(read.tally().counts())
                .containsEntry("dropped:unknown_metric", 3L)
                .containsEntry("note:unknown_metric:claude_code.brand_new", 2L)
                .containsEntry("note:unknown_metric:other", 1L);
    }

    @Test
    void gauge_isNotACounter() {
        Interpreted.Metrics read = metrics(
                "{\"name\":\"claude_code.commit.count\",\"gauge\":{\"dataPoints\":[{\"asDouble\":1}]}}",
                sum("claude_code.commit.count", 0, "1"));
        assertThat(read.points()).isEmpty();
        assertThat(read.tally().counts()).containsEntry("dropped:not_a_counter", 2L);
    }

    @Test
    void value_thatCannotBeIsDroppedAndCounted() {
        Interpreted.Metrics read = metrics(
                sum("claude_code.cost.usage", 1, "\"NaN\""),
                sum("claude_code.cost.usage", 1, "\"Infinity\""),
                sum("claude_code.cost.usage", 1, "-1"),
                sum("claude_code.cost.usage", 1, "1e300"),
                sum("claude_code.cost.usage", 1, "null"),
                sum("claude_code.cost.usage", 1, "1"));
        assertThat(read.decoded()).isEqualTo(6);
        assertThat(read.points()).hasSize(1);
        assertThat(read.tally().counts()).containsEntry("dropped:malformed_value", 5L);
    }

    @Test
    void cumulative_isASeriesOfAllAttributesInAnyOrder() {
        String name = "claude_code.commit.count";
        MetricPoint.Series ab = series(sum(name, 2, "1", "a", "1", "b", "2"));
        assertThat(ab).isEqualTo(series(sum(name, 2, "7", "b", "2", "a", "1")));
        assertThat(ab).isNotEqualTo(series(sum(name, 2, "1", "a", "1", "b", "3")));
        assertThat(ab).isNotEqualTo(series(sum("claude_code.pull_request.count", 2, "1", "a", "1", "b", "2")));
    }

    @Test
    void intPoint_isTakenToo() {
        String point = sum("claude_code.commit.count", 1, "1").replace("\"asDouble\":1", "\"asInt\":\"4\"");
        assertThat(metrics(point).points().getFirst().value()).isEqualTo(4);
    }

    private static MetricPoint.Series series(String metric) {
        return Objects.requireNonNull(metrics(metric).points().getFirst().series());
    }
}
