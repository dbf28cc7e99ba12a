package com.metricai.consumer.interpret;

import static com.metricai.consumer.interpret.Samples.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @Test
    void cost_prefersTheMicros() {
        assertThat(micros("cost_usd", 1.0, "cost_usd_micros", 5853)).isEqualTo(5853);
        assertThat(micros("cost_usd_micros", "5853")).isEqualTo(5853);
        assertThat(micros("cost_usd_micros", 0, "cost_usd", 1.0)).isZero();
        assertThat(micros()).isZero();
    }

    /** On the decimal notation: the double nearest to 0.0064185 lies below it. */
    @ParameterizedTest
    @CsvSource({
        "0.0064185, 6419",
        "0.0064184, 6418",
        "0.0000005, 1",
        "0.0000004999, 0",
        "1e-7, 0",
        "123456.7890125, 123456789013"
    })
    void cost_isRoundedHalfUpOnItsDecimalNotation(double usd, long micros) {
        assertThat(micros("cost_usd", usd)).isEqualTo(micros);
        assertThat(micros("cost_usd", Double.toString(usd))).isEqualTo(micros);
        assertThat(MetricNames.value("claude_code.cost.usage", usd)).isEqualTo(micros);
    }

    @Test
    void cost_thatCannotBeIsDroppedAndCounted() {
        for (Object bad : new Object[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY, 1e300, "a lot", true}) {
            Reader reader = new Reader(attributes("cost_usd", bad));
            assertThat(reader.costMicros()).as("%s", bad).isZero();
            assertThat(reader.droppedFields()).as("%s", bad).isEqualTo(1);
        }
    }

    @Test
    void cost_withMalformedMicrosFallsBackToUsd() {
        Reader reader = new Reader(attributes("cost_usd_micros", -1, "cost_usd", 0.5));
        assertThat(reader.costMicros()).isEqualTo(500_000);
        assertThat(reader.droppedFields()).isEqualTo(1);
    }

    @Test
    void amount_takesNumbersInEveryForm() {
        Reader reader = new Reader(attributes("a", "12", "b", 12.0, "c", 12, "d", "12.5", "e", "1.2e1"));
        assertThat(reader.amount("a")).isEqualTo(12);
        assertThat(reader.amount("b")).isEqualTo(12);
        assertThat(reader.amount("c")).isEqualTo(12);
        assertThat(reader.amount("d")).isEqualTo(13);
        assertThat(reader.amount("e")).isEqualTo(12);
        assertThat(reader.droppedFields()).isZero();
    }

    @Test
    void amount_thatCannotBeIsCountedOnceHoweverOftenItIsRead() {
        Reader reader = new Reader(attributes("a", "x", "b", 2_000_000_000_000L, "c", -1));
        for (String key : new String[] {"a", "b", "c", "a"}) {
            assertThat(reader.amount(key)).isNull();
        }
        assertThat(reader.droppedFields()).isEqualTo(3);
    }

    private static long micros(Object... keysAndValues) {
        return new Reader(attributes(keysAndValues)).costMicros();
    }
}
