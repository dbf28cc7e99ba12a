package com.metricai.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.AnyValue.ArrayValue;
import com.metricai.otlp.AnyValue.BoolValue;
import com.metricai.otlp.AnyValue.DoubleValue;
import com.metricai.otlp.AnyValue.IntValue;
import com.metricai.otlp.AnyValue.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    @Test
    void get_withDuplicateKeys_takesTheFirst() {
        Attributes attributes = new Attributes(
                List.of(new KeyValue("user", new StringValue("a")), new KeyValue("user", new StringValue("b"))));

        assertThat(attributes.string("user")).isEqualTo("a");
        assertThat(attributes.entries()).hasSize(2);
    }

    @Test
    void getters_withoutTheKey_areNull() {
        assertThat(Attributes.EMPTY.get("k")).isNull();
        assertThat(Attributes.EMPTY.string("k")).isNull();
        assertThat(Attributes.EMPTY.longValue("k")).isNull();
        assertThat(Attributes.EMPTY.doubleValue("k")).isNull();
        assertThat(Attributes.EMPTY.bool("k")).isNull();
    }

    @Test
    void string_ofEachKind() {
        assertThat(of(new StringValue("")).string("k")).isEmpty();
        assertThat(of(new IntValue(Long.MIN_VALUE)).string("k")).isEqualTo("-9223372036854775808");
        assertThat(of(new DoubleValue(5.0)).string("k")).isEqualTo("5");
        assertThat(of(new DoubleValue(0.25)).string("k")).isEqualTo("0.25");
        assertThat(of(new DoubleValue(Double.NaN)).string("k")).isEqualTo("NaN");
        assertThat(of(new BoolValue(true)).string("k")).isEqualTo("true");
        assertThat(of(new ArrayValue(List.of())).string("k")).isNull();
        assertThat(of(AnyValue.EMPTY).string("k")).isNull();
    }

    @Test
    void longValue_ofEachKind() {
        assertThat(of(new IntValue(7)).longValue("k")).isEqualTo(7);
        assertThat(of(new DoubleValue(7.0)).longValue("k")).isEqualTo(7);
        assertThat(of(new DoubleValue(-0x1p63)).longValue("k")).isEqualTo(Long.MIN_VALUE);
        assertThat(of(new StringValue("7")).longValue("k")).isEqualTo(7);
        assertThat(of(new StringValue("-7.0")).longValue("k")).isEqualTo(-7);
        assertThat(of(new StringValue("9223372036854775807")).longValue("k")).isEqualTo(Long.MAX_VALUE);
        assertThat(of(new BoolValue(true)).longValue("k")).isNull();
        for (double notLong : new double[] {0.5, 0x1p63, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(of(new DoubleValue(notLong)).longValue("k"))
                    .as("%s", notLong)
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7 ", "x", "0x7", "7.5", "9223372036854775808", "1e999999999", "1e-999999999"})
    void longValue_ofOtherTexts_isNull(String text) {
        assertThat(of(new StringValue(text)).longValue("k")).isNull();
    }

    @Test
    void doubleValue_ofEachKind() {
        assertThat(of(new DoubleValue(0.1)).doubleValue("k")).isEqualTo(0.1);
        assertThat(of(new IntValue(3)).doubleValue("k")).isEqualTo(3.0);
        assertThat(of(new StringValue("0.1")).doubleValue("k")).isEqualTo(0.1);
        assertThat(of(new StringValue("1e-7")).doubleValue("k")).isEqualTo(1e-7);
        assertThat(of(new DoubleValue(Double.NaN)).doubleValue("k")).isNaN();
        for (String notNumber : List.of("", "NaN", "1d", "0x1p3", "9".repeat(65), "1e400")) {
            assertThat(of(new StringValue(notNumber)).doubleValue("k"))
                    .as(notNumber)
                    .isNull();
        }
    }

    @Test
    void bool_ofEachKind() {
        assertThat(of(new BoolValue(false)).bool("k")).isFalse();
        assertThat(of(new StringValue("true")).bool("k")).isTrue();
        assertThat(of(new StringValue("false")).bool("k")).isFalse();
        assertThat(of(new StringValue("yes")).bool("k")).isNull();
        assertThat(of(new IntValue(1)).bool("k")).isNull();
    }

    private static Attributes of(AnyValue value) {
        return new Attributes(List.of(new KeyValue("k", value)));
    }
}
